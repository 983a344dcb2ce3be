import { PNG } from "pngjs";
import { encode } from "uqr";

const dot = 8;

/** A QR code as PNG without a quiet zone, because the paper around it is white. Not packed: the bytes do not hang on the version of zlib. */
export function qrPicture(text: string): { readonly data: Buffer; readonly side: number } {
  const { data, size } = encode(text, { ecc: "M", border: 0 });
  const side = size * dot;
  const picture = new PNG({ width: side, height: side });
  for (let y = 0; y < side; y++) for (let x = 0; x < side; x++) picture.data.fill(data[Math.floor(y / dot)]![Math.floor(x / dot)] ? 0 : 255, (y * side + x) * 4, (y * side + x) * 4 + 3).fill(255, (y * side + x) * 4 + 3, (y * side + x) * 4 + 4);
  return { data: PNG.sync.write(picture, { colorType: 0, inputHasAlpha: true, deflateLevel: 0, filterType: 0 }), side };
}
