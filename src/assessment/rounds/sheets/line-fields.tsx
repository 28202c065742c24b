import type { Child } from 'hono/jsx';
import { indicatorAt } from '#assessment/rounds/edition.ts';
import type { OpenSheet } from '#assessment/rounds/sheets/around.ts';
import { COMPLETE, LACKING, writtenAs, type Change } from '#assessment/rounds/sheets/changes.ts';
import { columns, isClosed, pointsOf } from '#assessment/rounds/sheets/columns.ts';
import { lineHref, reasonsOf } from '#assessment/rounds/sheets/columns-table.tsx';
import type { AssessmentLine } from '#assessment/rounds/sheets/record.ts';
import { ruleWords, type Indicator, type Judgement } from '#assessment/schemes/facts.ts';
import { cleaned } from '#platform/fields.ts';
import { fieldId, type FormState } from '#platform/ui/form.tsx';
import { Icon } from '#platform/ui/icons.tsx';

/** One sentence; the records say the rest. */
const MOST_REASON = 300;

const inputsOf = (address: string) => ({ value: `points-${address}`, reason: `reason-${address}` });

/** The lines of a sheet to go through: filled in beforehand with the column before, so that only what differs is typed, with its reason. */
export const LineFields = ({ open: { lines, scheme }, column, form }: { open: OpenSheet; column: 'self' | 'checked'; form: FormState }) => (
  <div id={fieldId('changes', form.scope)} tabindex={-1}>
    {form.problems['changes'] && <p class="problem"><Icon name="warning" /><span>{form.problems['changes']}</span></p>}
    <ol class="points">
      {lines.filter((line) => !isClosed(line)).map((line) => <OneLine line={line} indicator={indicatorAt(scheme, line.address)!} column={column} form={form} />)}
    </ol>
  </div>
);

interface OneLineProps {
  line: AssessmentLine;
  indicator: Indicator;
  column: 'self' | 'checked';
  form: FormState;
}

function OneLine({ line, indicator, column, form }: OneLineProps) {
  const { value, reason } = inputsOf(line.address);
  const typed = Object.keys(form.values).length > 0;
  const stands = typed ? String(form.values[value] ?? '') : beginning(line, indicator, column);
  const given = indicator.count ?? indicator.rate;
  const said = typed ? String(form.values[reason] ?? '') : ((column === 'checked' ? line.checked_reason : line.self_reason) ?? '');
  return (
    <li class="point">
      <fieldset>
        <legend>{line.address} {line.name}{indicator.most !== undefined && <span class="quiet">　最多{indicator.most}分</span>}</legend>
        <input type="hidden" name="line" value={line.address} />
        <p class="line-said">{columns.reckoned}{pointsOf(line, 'reckoned').toString()}分。{line.sentence}</p>
        <p class="line-said">评分标准：{ruleWords(indicator)}{given && <>　<a href={lineHref({ id: line.sheet_id }, line)} target="_blank" rel="noopener">依据</a></>}</p>
        {column === 'checked' && <Before line={line} />}
        <div class="line-inputs">
          <Value name={value} stands={stands} indicator={indicator} label={`${line.name}的${columns[column]}`} />
          <label class="line-why">
            <span class="form-label">理由</span>
            <input class="form-control" name={reason} value={said} maxlength={MOST_REASON} autocomplete="off" placeholder="与前一栏不同时填写" />
          </label>
        </div>
      </fieldset>
    </li>
  );
}

/** What the subject says, where it differs. */
const Before = ({ line }: { line: AssessmentLine }): Child => line.self_points !== null && (
  <p class="line-said">{columns.self}{pointsOf(line, 'self').toString()}分{reasonsOf(line).filter(([who]) => who === columns.self).map(([, reason]) => `：${reason}`)}</p>
);

/** Points to type; of a judged line, what can be found of it. */
function Value({ name, stands, indicator: { judged }, label }: { name: string; stands: string; indicator: Indicator; label: string }) {
  const found = judged?.choices ? Object.entries(judged.choices).map(([choice, points]) => [choice, `${choice}（${points}分）`] as const) : undefined;
  if (found) {
    return (
      <label>
        <span class="form-label">结论</span>
        <select class="form-select" name={name} aria-label={label}>
          <option value="">请选择</option>
          {found.map(([choice, words]) => <option value={choice} selected={choice === stands}>{words}</option>)}
        </select>
      </label>
    );
  }
  return (
    <label>
      <span class="form-label">{judged?.parts ? '结论' : '分数'}</span>
      <input
        class="form-control line-points" name={name} value={stands} maxlength={200} autocomplete="off" aria-label={label} inputmode={judged?.parts ? undefined : 'decimal'}
        placeholder={judged?.parts ? `“${COMPLETE}”，或者“${LACKING}…、…”` : judged?.between ? `${judged.between[0]}至${judged.between[1]}` : ''}
      />
    </label>
  );
}

/** What stands in a line that nobody has touched. */
function beginning(line: AssessmentLine, { judged }: Indicator, column: 'self' | 'checked'): string {
  const judgement = line.judgement as Judgement | null;
  if (judged?.choices) return judgement?.choice ?? '';
  if (judged?.parts) return judgement?.missing ? (judgement.missing.length === 0 ? COMPLETE : `${LACKING}${judgement.missing.join('、')}`) : '';
  const stands = column === 'checked' ? 'checked' : 'self';
  return line.open === 'waiting' && line.self_points === null && line.checked_points === null ? '' : pointsOf(line, stands).toString();
}

/** What was typed, as the sheet reads it. */
export function gatheredLines(form: FormData): { changes?: string } {
  const changes = form.getAll('line').flatMap((address): Change[] => {
    const { value, reason } = inputsOf(String(address));
    const typed = oneLine(form.get(value));
    return typed === '' ? [] : [{ address: oneLine(address), value: typed, reason: oneLine(form.get(reason)) }];
  });
  return changes.length > 0 ? { changes: writtenAs(changes) } : {};
}

const oneLine = (value: unknown): string => (typeof value === 'string' ? cleaned(value).replace(/\s*\n\s*/g, ' ') : '');
