/** Surnames of two characters; every other Chinese surname is taken to be one. */
const doubleSurnames = new Set([
  "欧阳", "太史", "端木", "上官", "司马", "东方", "独孤", "南宫", "万俟", "闻人", "夏侯", "诸葛", "尉迟", "公羊", "赫连", "澹台", "皇甫", "宗政", "濮阳",
  "公冶", "太叔", "申屠", "公孙", "慕容", "仲孙", "钟离", "长孙", "宇文", "司徒", "鲜于", "司空", "闾丘", "子车", "亓官", "司寇", "巫马", "公西", "颛孙",
  "壤驷", "公良", "漆雕", "乐正", "宰父", "谷梁", "拓跋", "夹谷", "轩辕", "令狐", "段干", "百里", "呼延", "东郭", "南门", "羊舌", "微生", "梁丘", "左丘",
  "东门", "西门",
]);

export type Naming = { readonly name: string; readonly title: string; readonly building: string; readonly room: string };

const isChinese = (name: string) => /^\p{Script=Han}{2,4}$/u.test(name);

export function surname(name: string): string {
  const two = [...name].slice(0, 2).join("");
  return doubleSurnames.has(two) && [...name].length > 2 ? two : ([...name][0] ?? "");
}

/** How a person is addressed: 王女士, or the full name where no 称呼 is known. */
export const polite = ({ name, title }: Naming) => (title && isChinese(name) ? surname(name) + title : name);

/** How a resident is called in the hall: 3栋王女士. */
export const called = (person: Naming) => person.building + polite(person);

export const home = ({ building, room }: Pick<Naming, "building" | "room">) => building + room;

/** For public pages: 王**. */
export const masked = ({ name }: Pick<Naming, "name">) => `${isChinese(name) ? surname(name) : ([...name][0] ?? "")}**`;

/** For public pages: 3栋***室. */
export const maskedHome = ({ building, room }: Pick<Naming, "building" | "room">) => (room ? `${building}***室` : building);
