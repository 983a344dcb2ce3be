/** How long what people write may be, in characters; the same figures stand on the fields and at the doors. */
export const limits = {
  name: 40,
  line: 120,
  title: 200,
  resolution: 1000,
  text: 10_000,
  reason: 500,
  comment: 500,
  note: 4000,
  objection: 2000,
  minutesText: 10_000,
  items: 20,
  files: 10,
  wifiName: 32,
  wifiPassword: 63,
  login: 40,
  password: 200,
} as const;
