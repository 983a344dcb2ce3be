import { encode } from "uqr";

/** A QR code as one path, with a quiet zone so that it can stand on any ground; none where the paper around it is white. */
export function Qr({ text, label, className, quiet = 2 }: { text: string; label: string; className?: string; quiet?: number }) {
  const { data, size } = encode(text, { ecc: "M", border: quiet });
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join("");
  return <svg viewBox={`0 0 ${size} ${size}`} className={className} role="img" aria-label={label} shapeRendering="crispEdges"><rect width={size} height={size} fill="#fff" /><path d={path} fill="#000" /></svg>;
}
