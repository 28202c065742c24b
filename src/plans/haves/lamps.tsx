import { Lamp, type LightName } from '#platform/ui/light.tsx';
import { standingWords, type ItemStanding, type Standing } from '#plans/haves/standing.ts';

const lights: Readonly<Record<Standing, LightName>> = { met: 'on-time', near: 'near', lapsed: 'over', missing: 'closed' };

/** The light of an item: circle 具备, triangle 临期, square 失效, bar 没有; the word stands beside the shape. */
export function ItemLamp({ of }: { of: ItemStanding }) {
  return <Lamp name={lights[of.standing]} words={standingWords[of.standing]} title={of.why} />;
}
