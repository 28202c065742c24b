import { inOrder, keyOf, type Chain, type ChainNode } from '#duties/crossings/chain.ts';
import type { Edge } from '#duties/crossings/edges.ts';

/** A chain in layers: what led to something stands in an earlier one. The same chain is laid out alike from whichever end it is opened. */
export type Layers = readonly (readonly ChainNode[])[];

/** Records of one event stand together, so they are one place in the order. */
class Clusters {
  readonly #of = new Map<string, string>();

  constructor(nodes: readonly ChainNode[], edges: readonly Edge[]) {
    for (const node of nodes) this.#of.set(keyOf(node), keyOf(node));
    for (const { from, to, kind } of edges) if (kind === 'same_event') this.#join(this.of(keyOf(from)), this.of(keyOf(to)));
  }

  of(key: string): string {
    let at = key;
    for (let up = this.#of.get(at)!; up !== at; up = this.#of.get(at)!) at = up;
    return at;
  }

  #join(a: string, b: string): void {
    const [first, second] = [a, b].toSorted() as [string, string];
    this.#of.set(second, first);
  }
}

/** What each cluster led to; links that would close a circle are drawn and put nothing in order. */
function leadingOn(chain: Chain, clusters: Clusters): Map<string, Set<string>> {
  const on = new Map<string, Set<string>>();
  const reaches = (from: string, to: string, passed = new Set<string>()): boolean =>
    from === to || [...(on.get(from) ?? [])].some((next) => !passed.has(next) && reaches(next, to, passed.add(next)));
  for (const { from, to, kind } of chain.edges) {
    const [earlier, later] = [clusters.of(keyOf(from)), clusters.of(keyOf(to))];
    if (kind === 'led_to' && !reaches(later, earlier)) on.set(earlier, (on.get(earlier) ?? new Set()).add(later));
  }
  return on;
}

/** The length of the longest way to each cluster. */
function depths(all: Iterable<string>, on: ReadonlyMap<string, ReadonlySet<string>>): Map<string, number> {
  const before = new Map<string, string[]>();
  for (const [earlier, later] of on) for (const one of later) before.set(one, [...(before.get(one) ?? []), earlier]);
  const known = new Map<string, number>();
  const depth = (key: string): number => {
    if (!known.has(key)) known.set(key, 1 + Math.max(-1, ...(before.get(key) ?? []).map(depth)));
    return known.get(key)!;
  };
  for (const key of all) depth(key);
  return known;
}

/** Puts the records of a chain into layers, each in the order of time. */
export function layersOf(chain: Chain): Layers {
  const clusters = new Clusters(chain.nodes, chain.edges);
  const on = leadingOn(chain, clusters);
  const known = depths(chain.nodes.map((node) => clusters.of(keyOf(node))), on);
  const placeOf = (key: string): number => {
    const depth = known.get(key)!;
    const later = [...(on.get(key) ?? [])].map((next) => known.get(next)!);
    return depth === 0 && later.length > 0 ? Math.min(...later) - 1 : depth; // what nothing led to stands right before what it led to
  };
  const layers = Map.groupBy(chain.nodes, (node) => placeOf(clusters.of(keyOf(node))));
  return [...layers].toSorted(([a], [b]) => a - b).map(([, nodes]) => nodes.toSorted(inOrder));
}

/** Text in lines of so many full-width characters; what does not fit ends with an ellipsis. */
export function wrapped(text: string, width: number, most: number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const character of text) {
    const wide = character.codePointAt(0)! < 0x2e80 ? 0.56 : 1;
    if (used + wide > width) {
      lines.push(line);
      [line, used] = ['', 0];
    }
    line += character;
    used += wide;
  }
  if (line) lines.push(line);
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), `${[...lines[most - 1]!].slice(0, -1).join('')}…`];
}
