import { across, ceiling, fitsBelow, floorOf, levelOf, lying, shown, small, tenth, toldPlaces, whole, type Drawn, type Point, type Sheet } from '#platform/ui/charts/drawing.ts';
import { ChartFrame, Names, Opening, Scale } from '#platform/ui/charts/frame.tsx';

/** Numbers beside each other: one bar for each, with its number on it, drawn on the server. Bars with long names lie. */
export function BarChart({ small: isSmall = false, ...drawn }: Drawn & { small?: boolean }) {
  const sheet = isSmall ? small : whole;
  if (!fitsBelow(sheet, drawn.points)) return <LyingBars {...drawn} />;
  const top = ceiling(drawn.points);
  return (
    <ChartFrame {...drawn} sheet={sheet}>
      <Scale sheet={sheet} top={top} />
      <UprightBars sheet={sheet} points={drawn.points} top={top} />
      <Names sheet={sheet} points={drawn.points} />
    </ChartFrame>
  );
}

const WIDEST = 40;

function UprightBars({ sheet, points, top }: { sheet: Sheet; points: readonly Point[]; top: number }) {
  const width = Math.min(WIDEST, ((sheet.width - sheet.left - sheet.right) / points.length) * 0.56);
  const told = toldPlaces(sheet, points);
  return (
    <g class="chart-bars">
      {points.map(({ value, href }, place) => {
        const [x, y] = [across(sheet, points.length, place), levelOf(sheet, value, top)];
        return (
          <Opening href={href}>
            <rect x={tenth(x - width / 2)} y={y} width={tenth(width)} height={tenth(floorOf(sheet) - y)} rx="2" />
            {told.has(place) && <text x={x} y={tenth(y - 7)} text-anchor="middle">{shown(value)}</text>}
          </Opening>
        );
      })}
    </g>
  );
}

function LyingBars(drawn: Drawn) {
  const sheet = lying(drawn.points);
  const longest = Math.max(1, ...drawn.points.map(({ value }) => value));
  return (
    <ChartFrame {...drawn} sheet={sheet}>
      <g class="chart-bars">
        {drawn.points.map(({ label, value, href }, place) => {
          const [top, width] = [sheet.top + place * sheet.row, tenth(((sheet.width - sheet.left - sheet.right) * value) / longest)];
          return (
            <Opening href={href}>
              <text class="chart-name" x={sheet.left - 8} y={top + 22} text-anchor="end">{label}</text>
              <rect x={sheet.left} y={top + 6} width={width} height={sheet.row - 12} rx="2" />
              <text x={tenth(sheet.left + width + 8)} y={top + 22}>{shown(value)}</text>
            </Opening>
          );
        })}
      </g>
    </ChartFrame>
  );
}
