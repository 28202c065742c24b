import { across, ceiling, floorOf, levelOf, shown, small, toldPlaces, whole, type Drawn, type Point, type Sheet } from '#platform/ui/charts/drawing.ts';
import { ChartFrame, Names, Opening, Scale } from '#platform/ui/charts/frame.tsx';

export interface LineChartProps extends Drawn {
  /** The same places at another time (last year): drawn dashed, without marks; named, unless the page says so of several charts together. */
  beside?: { label?: string; points: readonly Pick<Point, 'value'>[] };
  /** One of several beside each other. */
  small?: boolean;
}

/** How a number went: a line with a mark at each point, drawn on the server. */
export function LineChart({ beside, small: isSmall = false, ...drawn }: LineChartProps) {
  const sheet = isSmall ? small : whole;
  const top = ceiling([...drawn.points, ...(beside?.points ?? [])]);
  return (
    <ChartFrame {...drawn} sheet={sheet} said={beside?.label && <span class="chart-key"><svg viewBox="0 0 28 8" width="28" height="8" aria-hidden="true"><path class="chart-beside" d="M0 4H28" /></svg>{beside.label}</span>}>
      <Scale sheet={sheet} top={top} />
      {beside && <path class="chart-beside" d={pathOf(sheet, beside.points, top)} />}
      <g class="chart-line">
        <path d={pathOf(sheet, drawn.points, top)} />
        <Marks sheet={sheet} points={drawn.points} top={top} />
      </g>
      <Names sheet={sheet} points={drawn.points} />
    </ChartFrame>
  );
}

const pathOf = (sheet: Sheet, points: readonly Pick<Point, 'value'>[], top: number): string =>
  points.map(({ value }, place) => `${place === 0 ? 'M' : 'L'}${across(sheet, points.length, place)} ${levelOf(sheet, value, top)}`).join('');

/** A number stands so far below its point, where the line comes down to it. */
const BELOW = 20;

const fallsTo = (points: readonly Point[], place: number): boolean => place > 0 && points[place - 1]!.value > points[place]!.value && (points[place + 1]?.value ?? 0) <= points[place]!.value;

function Marks({ sheet, points, top }: { sheet: Sheet; points: readonly Point[]; top: number }) {
  const told = toldPlaces(sheet, points);
  return (
    <>
      {points.map(({ value, href }, place) => {
        const [x, y] = [across(sheet, points.length, place), levelOf(sheet, value, top)];
        return (
          <Opening href={href}>
            <circle cx={x} cy={y} r={sheet === small ? 3 : 4} />
            {told.has(place) && <text x={x} y={fallsTo(points, place) && y + BELOW < floorOf(sheet) ? y + BELOW : y - 9} text-anchor="middle">{shown(value)}</text>}
          </Opening>
        );
      })}
    </>
  );
}
