import { randomUUID } from 'node:crypto';
import type { Child, PropsWithChildren } from 'hono/jsx';
import { CsrfInput } from './csrf.tsx';
import { Desk } from './desk.tsx';
import type { Frame } from './frame.ts';
import { Head } from './head.tsx';
import { Icon } from './icons.tsx';
import { labels } from './labels.ts';

/**
 * What stands in a form now, and what the server found wrong with it. `values` by field name (a list for ticks),
 * `problems` a sentence by field name, as `Problem.fields` has them; `''` is a problem of the whole form.
 */
export interface FormState {
  values: Record<string, string | string[] | number | boolean | null | undefined>;
  problems: Readonly<Record<string, string>>;
  /** Tells the fields of this form from those of other forms on the same page, e.g. the name of a step. */
  scope?: string;
}

/** A form nobody has filled in yet, with what is known already. */
export const freshForm = (values: FormState['values'] = {}): FormState => ({ values, problems: {} });

export interface FormProps {
  frame: Pick<Frame, 'csrf' | 'person'>;
  action: string;
  form: FormState;
  /** Version of the record that was opened; a newer one on the server is answered with 409. */
  version?: number;
  /** Keeps what is typed on this machine until it was sent; a name that tells this form from others. */
  draft?: string;
  /** What is sent without a network waits in this browser and is listed at this address; see `islands/form-outbox.ts`. */
  outbox?: string;
  /** The word on the button; says what happens. */
  submit?: Child;
  cancel?: string;
  /** With file fields. */
  files?: boolean;
  /** Stands beside the submit button: a second way of submitting, as `<button name value>`. */
  second?: Child;
  /** The answer may be a page of its own (a preview) instead of a redirect. */
  wholePage?: boolean;
}

/** A one-column form. The list of problems stands on top and links to the fields. */
export function Form(props: PropsWithChildren<FormProps>) {
  const body = (
    <form
      class="form"
      method="post"
      action={props.action}
      enctype={props.files ? 'multipart/form-data' : undefined}
      novalidate
      data-turbo={props.wholePage ? 'false' : undefined}
    >
      <ProblemSummary form={props.form} />
      <CsrfInput csrf={props.frame.csrf} />
      <input type="hidden" name="request_id" value={randomUUID()} />
      {props.version !== undefined && <input type="hidden" name="version" value={props.version} />}
      {props.children}
      <div class="form-actions">
        <button type="submit" class="btn btn-primary">
          {props.submit ?? labels.submit}
        </button>
        {props.second}
        {props.cancel && (
          <a class="btn btn-quiet" href={props.cancel}>
            {labels.cancel}
          </a>
        )}
      </div>
    </form>
  );
  if (!props.draft) return body;
  const kept = props.outbox && props.frame.person ? <Outbox person={props.frame.person.id} href={props.outbox}>{body}</Outbox> : body;
  return (
    <draft-keeper
      data-key={`${props.frame.person?.id ?? 'visitor'}:${props.draft}`}
      data-kept={labels.draftKept}
      data-restored={labels.draftRestored}
      data-discard={labels.draftDiscard}
    >
      <p class="draft-note" role="status" />
      {kept}
    </draft-keeper>
  );
}

/** Around a form whose content may wait for a network. */
function Outbox({ person, href, children }: PropsWithChildren<{ person: string; href: string }>) {
  return (
    <form-outbox data-person={person} data-href={href} data-blank={`${href}/blank`} data-kept={labels.outboxKept} data-later={labels.outboxLater} data-draft={labels.outboxDraft} data-full={labels.outboxFull} data-photos-lost={labels.outboxPhotosLost} data-list={labels.outboxList}>
      <p class="outbox-note" role="status" />
      {children}
    </form-outbox>
  );
}

function ProblemSummary({ form }: { form: FormState }) {
  const found = Object.entries(form.problems);
  if (found.length === 0) return null;
  return (
    <div class="problem-summary" role="alert" tabindex={-1} id="problems">
      <h2>
        <Icon name="warning" />
        {labels.problemsTitle(found.length)}
      </h2>
      <ul>
        {found.map(([field, sentence]) => (
          <li>{field === '' ? sentence : <a href={`#${fieldId(field, form.scope)}`} data-turbo="false">{sentence}</a>}</li>
        ))}
      </ul>
    </div>
  );
}

/** Id of a field's input, the same for its label, its problem and the summary's link. */
export function fieldId(name: string, scope?: string): string {
  return scope ? `field-${scope}-${name}` : `field-${name}`;
}

/** Several fields that belong together, under a heading. */
export function FieldGroup({ title, hint, children }: PropsWithChildren<{ title: string; hint?: string }>) {
  return (
    <fieldset class="field-group">
      <legend>{title}</legend>
      {hint && <p class="hint">{hint}</p>}
      {children}
    </fieldset>
  );
}

export interface FormPageProps extends FormProps {
  frame: Frame;
  title: string;
  lead?: Child;
  back: { label: string; href: string };
  /** Between the head and the form: a remark, both versions after a conflict. */
  above?: Child;
}

/** A page with one form. */
export function FormPage(props: PropsWithChildren<FormPageProps>) {
  const { frame, title, lead, back, above, ...form } = props;
  return (
    <Desk frame={frame} title={title} width="narrow">
      <Head title={title} lead={lead} back={back} />
      {above}
      <div class="card form-card">
        <Form frame={frame} cancel={back.href} {...form} />
      </div>
    </Desk>
  );
}
