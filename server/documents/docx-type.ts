/** The measures of GB/T 9704 as Word counts them: twips (1/20 pt), and points for sizes of type. */

export const millimetres = (mm: number) => Math.round((mm * 1440) / 25.4);

/** By name: each reader's Word or WPS has them, or takes the nearest it has. */
export const fonts = { fang: "仿宋", hei: "黑体", kai: "楷体", song: "宋体", xiaobiao: "方正小标宋简体" } as const;

/** hint: quotes and dashes, which both scripts have, are the wide ones. */
export const named = (font: string) => ({ ascii: font, hAnsi: font, eastAsia: font, cs: font, hint: "eastAsia" });

export const sizes = { mark: 30, body: 16, pageNumber: 14, small: 12 } as const;

export const typeArea = { width: millimetres(156), height: millimetres(225) } as const;

const pitch = Math.floor(typeArea.height / 22);
/** One of 28 characters on a line. */
export const character = Math.floor(typeArea.width / 28);

/**
 * 22 lines of an exact height, and characters that each give up a quarter of a point, because 28 of 16 pt need 158 mm. Not Word's
 * own grid of characters: with cells narrower than the type, LibreOffice gives every character two of them.
 */
export const body = {
  pitch, narrower: character - sizes.body * 20, spacing: { line: pitch, lineRule: "exact", before: 0, after: 0 },
  indent: { firstLine: 2 * character, firstLineChars: 200 },
} as const;
