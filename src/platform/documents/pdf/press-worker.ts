/** The press: Typst in a thread of its own, because it works in one go. It is given data and one fixed source, and gives back bytes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { Face } from '../measures.ts';
import type { Job, Printed } from './press.ts';

const { folder, ownFonts } = workerData as { folder: string; ownFonts: string | undefined };
const source = readFileSync(join(folder, 'paper.typ'), 'utf8');
const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontPaths: [join(folder, 'fonts'), ...(ownFonts ? [ownFonts] : [])] }] });

/** Ships with the program; the others stand in for scripts that it lacks. */
const shipped = ['Noto Serif SC', 'Noto Sans Yi', 'Noto Serif Tibetan', 'Noto Sans Mongolian', 'Noto Sans Arabic'];

/** The standard's own faces under the names by which their files are known; used where the county put them into the folder of its own. */
const named: Record<Face, readonly string[]> = {
  song: ['FZXiaoBiaoSong-B05S', 'FZXiaoBiaoSong-B05', '方正小标宋简体'],
  fang: ['FangSong_GB2312', '仿宋_GB2312', 'FangSong'],
  hei: ['SimHei', '黑体'],
  kai: ['KaiTi_GB2312', '楷体_GB2312', 'KaiTi'],
  number: ['SimSun', '宋体'],
};

const faces = Object.fromEntries(Object.entries(named).map(([face, names]) => {
  const present = ownFonts ? names.filter(isPresent) : [];
  return [face, { fonts: [...present, ...shipped], heavy: present.length === 0 && (face === 'song' || face === 'hei') }];
}));

/** A face that is not there has no width. */
function isPresent(name: string): boolean {
  const asked = `#context [#metadata(measure(text(font: sys.inputs.name, fallback: false, "国")).width.pt()) <width>]`;
  const compiled = compiler.compile({ mainFileContent: asked, inputs: { name } });
  const found = compiled.result && (compiler.query(compiled.result, { selector: '<width>' }) as { value: number }[]);
  return (found?.[0]?.value ?? 0) > 0;
}

parentPort?.on('message', ({ n, paper, date }: Job) => parentPort?.postMessage(print(n, paper, date)));

function print(n: number, paper: object, date: string): Printed {
  const compiled = compiler.compile({ mainFileContent: source, inputs: { paper: JSON.stringify({ ...paper, faces }) } });
  if (!compiled.result) return { n, fault: JSON.stringify(compiler.fetchDiagnostics(compiled.takeError()!)) };
  const bytes = compiler.pdf(compiled.result, { creationTimestamp: Date.parse(`${date}T00:00:00Z`) / 1000 });
  compiler.evictCache(10);
  return { n, bytes: new Uint8Array(bytes), pages: compiled.result.numOfPages };
}
