import { missing } from "../find.server";

export const loader = () => { throw missing(); };
export const action = () => { throw missing(); };

export default function Missing() {
  return null;
}
