import { shown, tenth, type Drawn } from '#platform/ui/charts/drawing.ts';
import { inUnit, Opening } from '#platform/ui/charts/frame.tsx';

const width = 600;
const height = 26;
/** Between two parts, so that they stay apart without colour. */
const gap = 3;

/** How a part is filled, so that it can be told from the next in black and white: full, upright lines, empty, level lines, and again. */
const fills = ['full', 'upright', 'empty', 'level'] as const;
type Fill = (typeof fills)[number];

/** What a whole is made of: one bar cut into its parts, and each part named below it with its number and its list. */
export function ShareBar({ title, unit, points }: Pick<Drawn, 'title' | 'unit' | 'points'>) {
  const total = points.reduce((sum, { value }) => sum + value, 0);
  return (
    <figure class="chart share">
      <figcaption>{title}{inUnit(unit)}</figcaption>
      {total > 0 && (
        <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
          {partsOf(points.map(({ value }) => value), total).map(({ x, wide }, place) => wide > 0 && (
            <Opening href={points[place]!.href}><Part x={x} wide={wide} fill={fillOf(place)} /></Opening>
          ))}
        </svg>
      )}
      <ul class="share-parts">
        {points.map(({ label, value, href }, place) => (
          <li>
            <svg viewBox="0 0 20 14" width="20" height="14" aria-hidden="true" focusable="false"><Part x={0} wide={20} tall={14} fill={fillOf(place)} /></svg>
            <span>{label}</span> {href ? <a class="figure-value" href={href}>{shown(value)}</a> : <b>{shown(value)}</b>}
          </li>
        ))}
      </ul>
    </figure>
  );
}

const fillOf = (place: number): Fill => fills[place % fills.length]!;

/** Where each part begins and how wide it is. */
function partsOf(values: readonly number[], total: number): { x: number; wide: number }[] {
  let x = 0;
  return values.map((value) => {
    const share = (width * value) / total;
    const part = { x: tenth(x), wide: value === 0 ? 0 : tenth(Math.max(1, share - gap)) };
    x += share;
    return part;
  });
}

/** Lines are so far apart. */
const step = 5;

const lines = (from: number, to: number): number[] => Array.from({ length: Math.max(0, Math.ceil((to - from) / step) - 1) }, (_, n) => tenth(from + step * (n + 1)));

function Part({ x, wide, tall = height, fill }: { x: number; wide: number; tall?: number; fill: Fill }) {
  const drawn = fill === 'upright' ? lines(x, x + wide).map((at) => `M${at} 1V${tall - 1}`) : fill === 'level' ? lines(0, tall).map((at) => `M${x} ${at}H${tenth(x + wide)}`) : [];
  return (
    <>
      <rect class={fill === 'full' ? 'share-full' : 'share-open'} x={x} y="1" width={wide} height={tall - 2} />
      {drawn.length > 0 && <path class="share-lines" d={drawn.join('')} />}
    </>
  );
}
