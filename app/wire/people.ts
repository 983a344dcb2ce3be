/** A person as staff see them. */
export type PersonCard = {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly building: string;
  readonly room: string;
  readonly grid: string;
  readonly standing: string;
};
