import { randomUUID } from 'node:crypto';
import type { Child } from 'hono/jsx';
import type { Lifecycle, Offer, Step } from '#platform/lifecycle/lifecycle.ts';
import { CsrfInput } from './csrf.tsx';
import type { Frame } from './frame.ts';
import { Icon } from './icons.tsx';
import { labels } from './labels.ts';

export interface StepsProps {
  frame: Frame;
  declared: Lifecycle;
  /** The record: its address is `/<path>/<id>`. */
  row: { id: string; version: number; state?: string };
  /** What `drawn(offers(…))` answered. */
  offers: Offer[];
  /** Fields of the steps that ask for something, by step name. */
  inputs?: Record<string, Child>;
  /** The step to be drawn as the one main button; without it the one that the state waits for, or else the first that may be taken now and leads on. */
  main?: string;
  /** Clauses as people cite them, by key; a key that is not there is not shown. */
  clauses?: ReadonlyMap<string, string>;
  /** A step that came back with problems: its fields stand open, its reason as it was typed. */
  opened?: { step: string; reason?: string };
}

/**
 * One form-button per offer. A refused step stays visible, disabled, with its sentence and clause; a step that asks
 * for something opens its fields in place; one that cannot be taken back says so and asks once more.
 */
export function Steps({ frame, declared, row, offers, inputs = {}, main, opened, clauses }: StepsProps) {
  if (offers.length === 0) return <p class="quiet no-steps">{labels.noSteps}</p>;
  const cited = (key: string | undefined) => (key ? clauses?.get(key) : undefined);
  const awaited = declared.states[row.state ?? '']?.waitsFor;
  const takeable = offers.filter((offer) => !offer.refusal);
  const mainName = main ?? (takeable.find(({ step }) => awaited?.includes(step)) ?? takeable.find(({ step }) => leadsOn(declared.steps[step])))?.step;
  const ordered = [...offers].sort((a, b) => Number(b.step === mainName) - Number(a.step === mainName));
  return (
    <ul class="steps">
      {ordered.map((offer) => {
        const step = declared.steps[offer.step];
        const look = offer.step === mainName ? 'btn btn-primary' : 'btn';
        if (offer.refusal) return <RefusedStep offer={offer} refusal={{ ...offer.refusal, clause: cited(offer.refusal.clause) }} />;
        const form: StepAddress = { frame, action: `/${declared.path}/${row.id}/${offer.noun}`, version: row.version };
        const fields = inputs[offer.step];
        const asks = fields !== undefined || step?.reason || step?.final;
        return asks ? (
          <AskingStep offer={offer} step={step} clause={cited(step?.clause)} look={look} form={form} fields={fields} opened={opened?.step === offer.step ? opened : undefined} />
        ) : (
          <li>
            <StepForm form={form}>
              <button type="submit" class={look}>
                {offer.label}
              </button>
            </StepForm>
            <Clause clause={cited(step?.clause)} />
          </li>
        );
      })}
    </ul>
  );
}

/** Giving back, refusing, abolishing are decided on, not clicked first, and what stands beside the path leads nowhere: they are never the main button. */
const leadsOn = (step?: Step<never>): boolean => !step?.reason && !step?.final && !step?.aside;

interface StepAddress {
  frame: Frame;
  action: string;
  version: number;
}

function StepForm({ form, children }: { form: StepAddress; children?: Child }) {
  return (
    <form method="post" action={form.action}>
      <CsrfInput csrf={form.frame.csrf} />
      <input type="hidden" name="version" value={form.version} />
      <input type="hidden" name="request_id" value={randomUUID()} />
      {children}
    </form>
  );
}

function AskingStep(props: { offer: Offer; step?: Step<never>; look: string; form: StepAddress; clause?: string; fields?: Child; opened?: StepsProps['opened'] }) {
  const { offer, step, look, form, clause, fields, opened } = props;
  const reasonId = `reason-${offer.step}`;
  return (
    <li>
      <details class="step-asks" open={opened !== undefined}>
        <summary class={look}>
          <span>{offer.label}</span>
          <Icon name="down" class="turn" />
        </summary>
        <StepForm form={form}>
          {fields}
          {step?.reason && (
            <div class="field">
              <label class="form-label" for={reasonId}>
                {labels.stepReason}
                <span class="mark-required">{labels.required}</span>
              </label>
              <textarea class="form-control" id={reasonId} name="reason" rows={3} required maxlength={1000}>
                {opened?.reason}
              </textarea>
            </div>
          )}
          {step?.final && <p class="step-final">{labels.stepFinal}</p>}
          <button type="submit" class={step?.final ? 'btn btn-final' : 'btn btn-primary'}>
            {labels.stepConfirm(offer.label)}
          </button>
        </StepForm>
      </details>
      <Clause clause={clause} />
    </li>
  );
}

function RefusedStep({ offer, refusal }: { offer: Offer; refusal: NonNullable<Offer['refusal']> }) {
  const id = `refused-${offer.step}`;
  return (
    <li>
      <button type="button" class="btn" disabled aria-describedby={id}>
        {offer.label}
      </button>
      <p class="step-refusal" id={id}>
        <Icon name="info" />
        <span>{refusal.sentence}</span>
      </p>
      <Clause clause={refusal.clause} />
    </li>
  );
}

function Clause({ clause }: { clause?: string }) {
  return clause ? (
    <p class="step-clause">
      {labels.clause}：{clause}
    </p>
  ) : null;
}
