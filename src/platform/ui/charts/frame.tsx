import type { Child, PropsWithChildren } from 'hono/jsx';
import { across, floorOf, namedPlaces, shown, small, summary, whole, type Drawn, type Point, type Sheet } from '#platform/ui/charts/drawing.ts';
import { labels } from '#platform/ui/labels.ts';

/** What the numbers count; not every language says it. */
export const inUnit = (unit: string): Child => unit.trim() !== '' && <span class="quiet">（{unit}）</span>;

/** The title over a drawing and the same numbers in a table below it; a drawing whose points are links leaves them to the table for keyboard and screen reader. */
export function ChartFrame({ title, unit, points, tableOpen = false, sheet, said, children }: PropsWithChildren<Drawn & { sheet: Sheet; said?: Child }>) {
  const heard = points.some(({ href }) => href) ? { 'aria-hidden': 'true' as const } : { role: 'img', 'aria-label': `${title}：${summary(points, unit)}` };
  return (
    <figure class={sheet === small ? 'chart chart-small' : 'chart'}>
      <figcaption>
        {title}
        {inUnit(unit)}
        {said}
      </figcaption>
      <svg viewBox={`0 0 ${sheet.width} ${sheet.height}`} focusable="false" {...heard}>
        {children}
      </svg>
      <NumbersTable title={title} points={points} open={tableOpen} />
    </figure>
  );
}

/** The numbers of a drawing, for those who would rather read them. */
export const NumbersTable = ({ title, points, open = false }: { title: string; points: readonly Point[]; open?: boolean }) => (
  <details class="chart-numbers" open={open}>
    <summary>{labels.chartTable}</summary>
    <table class="table chart-table">
      <caption class="visually-hidden">{title}</caption>
      <tbody>
        {points.map(({ label, value, href }) => (
          <tr>
            <th scope="row">{label}</th>
            <td class="num">{href ? <a href={href}>{shown(value)}</a> : shown(value)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </details>
);

/** A part of a drawing that opens its list with the mouse; whoever uses the keyboard has the table. */
export const Opening = ({ href, children }: PropsWithChildren<{ href?: string }>) => (href ? <a href={href} tabindex={-1}>{children}</a> : <>{children}</>);

/** Lines at nought, half and the top; a small drawing has the lowest alone. */
export function Scale({ sheet, top }: { sheet: Sheet; top: number }) {
  const height = floorOf(sheet) - sheet.top;
  return (
    <g class="chart-scale">
      {(sheet === whole ? [0, 0.5, 1] : [0]).map((share) => (
        <>
          <line x1={sheet.left} x2={sheet.width - sheet.right} y1={floorOf(sheet) - height * share} y2={floorOf(sheet) - height * share} />
          {sheet === whole && <text x={sheet.left - 8} y={floorOf(sheet) - height * share + 5} text-anchor="end">{shown(top * share)}</text>}
        </>
      ))}
    </g>
  );
}

export function Names({ sheet, points }: { sheet: Sheet; points: readonly Point[] }) {
  const named = namedPlaces(sheet, points);
  return (
    <g class="chart-names">
      {points.map(({ label }, place) => named.has(place) && (
        <text x={across(sheet, points.length, place)} y={sheet.height - 7} text-anchor="middle">{label}</text>
      ))}
    </g>
  );
}
