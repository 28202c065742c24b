import { labels } from './labels.ts';

/** One point of a series: where, how many, and where its records are listed. */
export interface Point {
  label: string;
  value: number;
  href?: string;
}

export interface ChartProps {
  title: string;
  /** The unit of the values, e.g. 条. */
  unit: string;
  points: Point[];
  kind?: 'bars' | 'line';
  /** Open the table of the same numbers from the start. */
  tableOpen?: boolean;
}

/** The drawing's own measures, in units of its view box. */
const drawing = { width: 720, height: 240, left: 44, right: 12, top: 24, bottom: 30 };

/** A small chart drawn on the server, with the same numbers in a table below it. */
export function Chart({ title, unit, points, kind = 'bars', tableOpen = false }: ChartProps) {
  return (
    <figure class="chart">
      <figcaption>
        {title}
        <span class="quiet">（{unit}）</span>
      </figcaption>
      <svg viewBox={`0 0 ${drawing.width} ${drawing.height}`} role="img" aria-label={`${title}：${summary(points, unit)}`}>
        <Scale top={ceiling(points)} />
        {kind === 'bars' ? <Bars points={points} /> : <Line points={points} />}
        <Names points={points} />
      </svg>
      <details open={tableOpen}>
        <summary>{labels.chartTable}</summary>
        <table class="table chart-table">
          <tbody>
            {points.map((point) => (
              <tr>
                <th scope="row">{point.label}</th>
                <td class="num">{point.href ? <a href={point.href}>{shown(point.value)}</a> : shown(point.value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

const shown = (value: number) => value.toLocaleString('zh-CN');

function summary(points: Point[], unit: string): string {
  return points.map((point) => `${point.label} ${shown(point.value)}${unit}`).join('，');
}

/** The value at the top of the scale: a round number at or above the largest, at least 4 so that gridlines are whole. */
export function ceiling(points: Point[]): number {
  const largest = Math.max(4, ...points.map((point) => point.value));
  const power = 10 ** Math.floor(Math.log10(largest));
  const step = [1, 2, 4, 6, 8, 10].find((factor) => factor * power >= largest) ?? 10;
  return step * power;
}

const inner = { width: drawing.width - drawing.left - drawing.right, height: drawing.height - drawing.top - drawing.bottom };
const floor = drawing.top + inner.height;
const middle = (points: Point[], place: number) => drawing.left + (inner.width / points.length) * (place + 0.5);
const levelOf = (value: number, top: number) => floor - (inner.height * value) / top;
const tenth = (value: number) => Math.round(value * 10) / 10;

function Scale({ top }: { top: number }) {
  return (
    <g class="chart-scale">
      {[0, 0.5, 1].map((share) => (
        <>
          <line x1={drawing.left} x2={drawing.width - drawing.right} y1={floor - inner.height * share} y2={floor - inner.height * share} />
          <text x={drawing.left - 8} y={floor - inner.height * share + 5} text-anchor="end">
            {shown(top * share)}
          </text>
        </>
      ))}
    </g>
  );
}

function Bars({ points }: { points: Point[] }) {
  const top = ceiling(points);
  const width = Math.min(40, (inner.width / points.length) * 0.56);
  return (
    <g class="chart-bars">
      {points.map((point, place) => {
        const y = levelOf(point.value, top);
        return (
          <>
            <rect x={tenth(middle(points, place) - width / 2)} y={tenth(y)} width={tenth(width)} height={tenth(floor - y)} rx="2" />
            <text x={tenth(middle(points, place))} y={tenth(y - 7)} text-anchor="middle">
              {shown(point.value)}
            </text>
          </>
        );
      })}
    </g>
  );
}

function Line({ points }: { points: Point[] }) {
  const top = ceiling(points);
  const places = points.map((point, place) => ({ x: tenth(middle(points, place)), y: tenth(levelOf(point.value, top)), point }));
  return (
    <g class="chart-line">
      <polyline points={places.map(({ x, y }) => `${x},${y}`).join(' ')} />
      {places.map(({ x, y, point }) => (
        <>
          <circle cx={x} cy={y} r="4" />
          <text x={x} y={y - 10} text-anchor="middle">
            {shown(point.value)}
          </text>
        </>
      ))}
    </g>
  );
}

function Names({ points }: { points: Point[] }) {
  return (
    <g class="chart-names">
      {points.map((point, place) => (
        <text x={tenth(middle(points, place))} y={drawing.height - 8} text-anchor="middle">
          {point.label}
        </text>
      ))}
    </g>
  );
}
