/** Devices on other nodes. Each node repeats its counts while it lives; one that fell silent is counted no more. */

/** ms between two repetitions, and after how many ms of silence a node is taken for dead. */
export const repeats = 10_000;
const silence = 3.5 * repeats;

export function countElsewhere(now: () => number) {
  const byPlace = new Map<string, Map<string, { online: number; heardAt: number }>>();

  const at = (place: string) => [...byPlace.get(place)?.values() ?? []].reduce((sum, { online }) => sum + online, 0);

  return {
    hear(place: string, { node, online }: { node: string; online: number }) {
      const byNode = byPlace.get(place) ?? new Map<string, { online: number; heardAt: number }>();
      byPlace.set(place, byNode.set(node, { online, heardAt: now() }));
    },
    at,
    /** All places whose names begin so. */
    under: (start: string) => [...byPlace.keys()].reduce((sum, place) => (place.startsWith(start) ? sum + at(place) : sum), 0),
    /** Answers the places whose count has fallen. */
    forgetSilent(): string[] {
      const fallen: string[] = [];
      for (const [place, byNode] of byPlace) {
        const silent = [...byNode].filter(([, { online, heardAt }]) => online === 0 || now() - heardAt > silence);
        for (const [node] of silent) byNode.delete(node);
        if (byNode.size === 0) byPlace.delete(place);
        if (silent.some(([, { online }]) => online > 0)) fallen.push(place);
      }
      return fallen;
    },
  };
}
