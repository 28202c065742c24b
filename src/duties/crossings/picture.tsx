import { keyOf, type Chain, type ChainNode } from '#duties/crossings/chain.ts';
import { layersOf, wrapped, type Layers } from '#duties/crossings/layout.ts';

/** Measures of the drawing, in units of its view box. */
interface Measures {
  /** Height of a letter. */
  letter: number;
  titleLines: number;
}

interface Box {
  node: ChainNode;
  x: number;
  y: number;
  width: number;
  height: number;
}

interface Drawing {
  boxes: ReadonlyMap<string, Box>;
  width: number;
  height: number;
}

const PAD = 10;
/** The picture of a desk fills its column; of more layers than fit it becomes wider and is moved sideways. */
const DESK_WIDTH = 1080;
const GAP = 34;
const BETWEEN = 16;
const WIDEST = 210;
const NARROWEST = 104;
/** The phone's, with room on the left for the arrows. */
const PHONE_WIDTH = 360;
const GUTTER = 44;

const lineHeight = ({ letter }: Measures): number => letter * 1.42;
const textOf = (node: ChainNode, width: number, { letter, titleLines }: Measures) => ({
  title: wrapped(node.title, (width - 2 * PAD) / letter, titleLines),
  foot: [...wrapped(`${node.day} ${node.state}`, (width - 2 * PAD) / (letter * 0.88), 2), ...wrapped(node.who, (width - 2 * PAD) / (letter * 0.88), 2)],
});
const heightOf = (node: ChainNode, width: number, measures: Measures): number => {
  const { title, foot } = textOf(node, width, measures);
  return 2 * PAD + lineHeight(measures) * (1 + title.length + foot.length * 0.9);
};

/** From left to right, layer by layer. */
function wide(layers: Layers, measures: Measures): Drawing {
  const width = Math.max(NARROWEST, Math.min(WIDEST, (DESK_WIDTH - GAP * (layers.length - 1)) / layers.length));
  const heights = layers.map((layer) => layer.map((node) => heightOf(node, width, measures)));
  const total = (those: readonly number[]) => those.reduce((sum, one) => sum + one + BETWEEN, -BETWEEN);
  const height = Math.max(...heights.map(total));
  const boxes = new Map<string, Box>();
  layers.forEach((layer, column) => {
    let y = (height - total(heights[column]!)) / 2;
    layer.forEach((node, n) => {
      boxes.set(keyOf(node), { node, x: column * (width + GAP), y, width, height: heights[column]![n]! });
      y += heights[column]![n]! + BETWEEN;
    });
  });
  return { boxes, width: layers.length * (width + GAP) - GAP, height };
}

/** From top to bottom, one below the other; the arrows run on the left. */
function tall(layers: Layers, measures: Measures): Drawing {
  const width = PHONE_WIDTH - GUTTER - 2;
  const boxes = new Map<string, Box>();
  let y = 0;
  for (const node of layers.flat()) {
    const height = heightOf(node, width, measures);
    boxes.set(keyOf(node), { node, x: GUTTER, y, width, height });
    y += height + BETWEEN;
  }
  return { boxes, width: PHONE_WIDTH, height: y - BETWEEN };
}

const tenth = (value: number): string => String(Math.round(value * 10) / 10);
const path = (...parts: (string | number)[]): string => parts.map((part) => (typeof part === 'number' ? tenth(part) : part)).join(' ');

/** Between two columns: out of the right side, into the left. Within one: down its side. */
function across(from: Box, to: Box): string {
  if (from.x === to.x) {
    const [upper, lower] = from.y < to.y ? [from, to] : [to, from];
    return path('M', upper.x + upper.width / 2, upper.y + upper.height, 'L', lower.x + lower.width / 2, lower.y - 1);
  }
  const forward = from.x < to.x;
  const [x1, x2] = forward ? [from.x + from.width, to.x - 5] : [from.x, to.x + to.width + 5];
  const [y1, y2] = [from.y + from.height / 2, to.y + to.height / 2];
  const half = (x2 - x1) / 2;
  return path('M', x1, y1, 'C', x1 + half, y1, x2 - half, y2, x2, y2);
}

/** An arc in the gutter: the further apart, the further out. */
function down(from: Box, to: Box): string {
  const [y1, y2] = [from.y + from.height / 2, to.y + to.height / 2];
  const out = from.x - Math.min(GUTTER - 4, 14 + Math.abs(y2 - y1) / 22);
  return path('M', from.x, y1, 'C', out, y1, out, y2, to.x - 5, y2);
}

/**
 * The chain as one picture. Its words stand in the list below it once more, for those who do not see pictures: so it is hidden from readers of
 * screens, and its links are not stepped through with the keyboard.
 */
function Drawn({ chain, drawing, route, name, measures }: { chain: Chain; drawing: Drawing; route: typeof across; name: string; measures: Measures }) {
  return (
    <svg class={`chain-picture chain-${name}`} viewBox={`-3 -3 ${tenth(drawing.width + 6)} ${tenth(drawing.height + 6)}`} width={tenth(drawing.width + 6)} aria-hidden="true" focusable="false">
      <defs>
        <marker id={`chain-head-${name}`} viewBox="0 0 8 8" refX="6" refY="4" markerWidth="7" markerHeight="7" orient="auto">
          <path d="M 0 0 L 8 4 L 0 8 z" />
        </marker>
      </defs>
      {chain.edges.map(({ from, to, kind }) => {
        const d = route(drawing.boxes.get(keyOf(from))!, drawing.boxes.get(keyOf(to))!);
        return kind === 'same_event' ? <path class="chain-same" d={d} /> : <path class="chain-led" d={d} marker-end={`url(#chain-head-${name})`} />;
      })}
      {[...drawing.boxes.values()].map((box) => <BoxOf box={box} from={keyOf(box.node) === chain.start} measures={measures} />)}
    </svg>
  );
}

function BoxOf({ box: { node, x, y, width, height }, from, measures }: { box: Box; from: boolean; measures: Measures }) {
  const { letter } = measures;
  const { title, foot } = textOf(node, width, measures);
  const small = letter * 0.88;
  let at = y + PAD + letter * 0.9;
  const line = (words: string, className: string, size: number) => {
    const drawn = <text class={className} x={tenth(x + PAD)} y={tenth(at)} font-size={tenth(size)}>{words}</text>;
    at += size === letter ? lineHeight(measures) : lineHeight(measures) * 0.9;
    return drawn;
  };
  return (
    <a href={node.href} tabindex={-1}>
      <g class={from ? 'chain-node chain-from' : 'chain-node'}>
        <rect x={tenth(x)} y={tenth(y)} width={tenth(width)} height={tenth(height)} rx="6" />
        {line(from ? `${node.kind} · 您在这里` : node.kind, 'chain-kind', letter)}
        {title.map((words) => line(words, 'chain-title', letter))}
        {foot.map((words) => line(words, 'chain-foot', small))}
      </g>
    </a>
  );
}

/** Both drawings; the page shows the one that fits. */
export function ChainPicture({ chain, elder }: { chain: Chain; elder: boolean }) {
  const layers = layersOf(chain);
  const measures: Measures = { letter: elder ? 16 : 13.5, titleLines: 4 };
  const phone: Measures = { letter: elder ? 19 : 15, titleLines: 3 };
  return (
    <div class="chain">
      <Drawn chain={chain} drawing={wide(layers, measures)} route={across} name="wide" measures={measures} />
      <Drawn chain={chain} drawing={tall(layers, phone)} route={down} name="tall" measures={phone} />
    </div>
  );
}
