import { checksIn, pointsIn, verdicts, writtenAs, type Check, type CheckVerdict } from '#plans/rounds/visits/checks.ts';
import { cleaned } from '#platform/fields.ts';
import { SlotField } from '#platform/ui/fields.tsx';
import { fieldId, type FormState } from '#platform/ui/form.tsx';
import { Icon } from '#platform/ui/icons.tsx';

/** One sentence of what was seen; the finding says it in full. */
const MOST_SIGNS = 200;

/** The points of a round, each with its verdicts to tap. What was seen is asked only where a point is not met; without script all the same. */
export const GoingThrough = ({ points, form }: { points: string; form: FormState }) => (
  <SlotField form={form} name="checks" label="逐项核对" hint="每项点一个；不符合的，写一句看到了什么" required>
    <ol class="points">
      {pointsIn(points).map((point, place) => <Point point={point} place={place} form={form} />)}
    </ol>
  </SlotField>
);

function Point({ point, place, form }: { point: string; place: number; form: FormState }) {
  const { verdict, remark } = inputsOf(place);
  const chosen = form.values[verdict];
  const remarkId = fieldId(remark, form.scope);
  const lacks = form.problems['checks'] && lacking(chosen, form.values[remark]);
  return (
    <li class={lacks ? 'point has-problem' : 'point'}>
      <fieldset>
        <legend>{point}</legend>
        <input type="hidden" name="point" value={point} />
        <div class="point-verdicts">
          {Object.entries(verdicts).map(([key, word]) => (
            <label class="form-check point-verdict">
              <input class="form-check-input" type="radio" name={verdict} value={key} checked={chosen === key} />
              <span class="form-check-label">{word}</span>
            </label>
          ))}
        </div>
        <div class="point-remark">
          <label class="form-label" for={remarkId}>看到了什么<span class="mark-optional">不符合的填写</span></label>
          <input class="form-control" id={remarkId} name={remark} value={String(form.values[remark] ?? '')} maxlength={MOST_SIGNS} autocomplete="off" />
        </div>
        {lacks && <p class="problem"><Icon name="warning" /><span>{lacks}</span></p>}
      </fieldset>
    </li>
  );
}

const inputsOf = (place: number) => ({ verdict: `verdict-${place}`, remark: `remark-${place}` });

function lacking(chosen: FormState['values'][string], remark: FormState['values'][string]): string | undefined {
  if (!isVerdict(chosen)) return '请点一个结论。';
  return chosen === 'short' && !remark ? '请写一句看到了什么。' : undefined;
}

const isVerdict = (value: unknown): value is CheckVerdict => typeof value === 'string' && Object.hasOwn(verdicts, value);

/** What was tapped, as the visit keeps it; points without a verdict are left out, and missed there. */
export function tapped(form: FormData): { checks: string } {
  const checks = form.getAll('point').flatMap((point, place): Check[] => {
    const { verdict, remark } = inputsOf(place);
    const chosen = form.get(verdict);
    if (!isVerdict(chosen)) return [];
    return [{ point: oneLine(point), verdict: chosen, remark: chosen === 'short' ? oneLine(form.get(remark)) : '' }];
  });
  return { checks: writtenAs(checks) };
}

const oneLine = (value: unknown): string => (typeof value === 'string' ? cleaned(value).replace(/\s*\n\s*/g, ' ') : '');

/** What was tapped before, to be put right. */
export function tappedBefore(points: string, written: string | null): FormState['values'] {
  const checks = new Map(checksIn(written).map((check) => [check.point, check]));
  return Object.fromEntries(pointsIn(points).flatMap((point, place) => {
    const { verdict, remark } = inputsOf(place);
    const before = checks.get(point);
    return [[verdict, before?.verdict], [remark, before?.remark]];
  }));
}
