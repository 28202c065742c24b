import { randomUUID } from 'node:crypto';
import type { Actor } from '#platform/identity/actor.ts';
import type { Founding } from '#platform/importing/target.ts';
import { drawn, offers } from '#platform/lifecycle/lifecycle.ts';
import { CsrfInput } from '#platform/ui/csrf.tsx';
import { Section } from '#platform/ui/detail.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Remark } from '#platform/ui/notice.tsx';
import { Steps } from '#platform/ui/steps.tsx';
import { countsOf, type Preview } from '../reading.ts';
import { importBatch, type ImportBatch } from '../record.ts';

/** What will happen, what has to be founded along, and the button. */
export function Entering({ frame, actor, preview }: { frame: Frame; actor: Actor; preview: Preview }) {
  const { batch, sheets, foundings } = preview;
  const counts = countsOf(sheets);
  const waiting = sheets.flatMap(({ rows }) => rows).filter(({ verdict, resolved }) => verdict === 'new' && resolved?.needs.some(({ optional }) => !optional)).length;
  if (counts.new + counts.changed === 0) return <NothingLeft batch={batch} refused={counts.refused} conflicts={counts.conflict} />;
  if (!drawn(offers(importBatch, actor, batch)).some(({ step, refusal }) => step === 'enter' && !refusal)) return null;
  return (
    <Section title="导入">
      <form class="form" method="post" action={`/imports/${batch.id}/entering`}>
        <CsrfInput csrf={frame.csrf} />
        <input type="hidden" name="request_id" value={randomUUID()} />
        <input type="hidden" name="version" value={batch.version} />
        {foundings.length > 0 && <Foundings foundings={foundings} waiting={waiting} />}
        {counts.changed > 0 && (
          <label class="form-check">
            <input class="form-check-input" type="checkbox" name="update" value="1" checked />
            <span class="form-check-label">把系统中已有的 {counts.changed} 条改成表格里的内容（逐项变化见下表）</span>
          </label>
        )}
        {counts.conflict > 0 && <p class="hint">有 {counts.conflict} 行您和别人都改过，请在下面逐格选择；没有选的先不动。</p>}
        {counts.refused > 0 && <p class="hint">有 {counts.refused} 行需要修改，不会导入；其余的先导入，这些行随时可以在这里更正，或下载标注好的表格改完再传。</p>}
        <div class="form-actions">
          <button type="submit" class="btn btn-primary">
            {counts.new > 0 ? `导入 ${counts.new} 行` : `更新 ${counts.changed} 条`}
          </button>
          {counts.refused > 0 && <MarkedLink batch={batch} />}
        </div>
      </form>
    </Section>
  );
}

function NothingLeft({ batch, refused, conflicts }: { batch: ImportBatch; refused: number; conflicts: number }) {
  if (conflicts > 0) return <Remark tone="warning">有 {conflicts} 行您和别人都改过同一格，请在下面逐格选择以哪一个为准。</Remark>;
  if (refused === 0) return null;
  return (
    <Remark tone="warning">
      <p>还有 {refused} 行需要修改。可以在下面逐行更正，也可以下载标注好的表格，改完再传。</p>
      <MarkedLink batch={batch} />
    </Remark>
  );
}

const MarkedLink = ({ batch }: { batch: ImportBatch }) => (
  <a class="btn" href={`/imports/${batch.id}/marked.xlsx`} data-turbo="false">
    下载标注好的表格
  </a>
);

const foundingTitles: Readonly<Record<string, string>> = { committee: '联络委', sector: '界别', unit: '承办单位', post: '职务', member: '委员', person: '人员' };

/** So many names stand beside the tick; the rest one level deeper. */
const namesBeside = 4;

function firstNames(foundings: readonly Founding[]): string {
  const names = foundings.slice(0, namesBeside).map(({ label }) => label.replace(/^[^：]*：/u, ''));
  return names.join('、') + (foundings.length > namesBeside ? ' 等' : '');
}

/** One tick for each kind of thing, and one for each thing for whoever wants to look closer. */
function Foundings({ foundings, waiting }: { foundings: Founding[]; waiting: number }) {
  return (
    <fieldset class="field-group">
      <legend>系统里还没有的，要不要一并设立</legend>
      <p class="hint">请核对名称后勾选。{waiting > 0 && `不勾选的，涉及的行（共 ${waiting} 行）先不导入；标“可不设”的除外。`}</p>
      {[...Map.groupBy(foundings, ({ what }) => what)].map(([what, some]) => (
        <div class="founding">
          <label class="form-check">
            <input class="form-check-input" type="checkbox" name={`found-${what}`} value="1" />
            <span class="form-check-label">
              设立 {some.length} 个{foundingTitles[what] ?? what}：{firstNames(some)}
              {some.every(({ optional }) => optional) && '（可不设）'}
            </span>
          </label>
          <details>
            <summary>逐个核对</summary>
            <ul class="ticks">
              {some.map(({ key, label }) => (
                <li>
                  <label class="form-check">
                    <input class="form-check-input" type="checkbox" name="founding" value={key} checked />
                    <span class="form-check-label">{label}</span>
                  </label>
                </li>
              ))}
            </ul>
          </details>
        </div>
      ))}
    </fieldset>
  );
}

/** Leaving the file, or taking it all back. */
export function Ending({ frame, actor, batch }: { frame: Frame; actor: Actor; batch: ImportBatch }) {
  const ends = drawn(offers(importBatch, actor, batch)).filter(({ step }) => step !== 'enter');
  if (ends.length === 0) return null;
  return <Steps frame={frame} declared={importBatch} row={batch} offers={ends} main="" />;
}
