import type { Child } from 'hono/jsx';
import { ChoiceOption, Suggested } from './choice-option.tsx';
import type { Option } from './filters.tsx';
import { fieldId, type FormState } from './form.tsx';
import { Icon } from './icons.tsx';
import { labels } from './labels.ts';

interface FieldBase {
  form: FormState;
  name: string;
  label: Child;
  hint?: Child;
  required?: boolean;
  /** Where a value that was filled in for the person comes from: shown as 来自…. */
  source?: string;
}

interface Described {
  id: string;
  'aria-describedby'?: string;
  'aria-invalid'?: 'true';
}

/** Label, hint, source and problem around an input, tied together for screen readers. */
function Field({ field, group, children }: { field: FieldBase; group?: boolean; children: (described: Described) => Child }) {
  const id = fieldId(field.name, field.form.scope);
  const problem = field.form.problems[field.name];
  const notes = [
    field.hint ? `${id}-hint` : undefined,
    field.source ? `${id}-source` : undefined,
    problem ? `${id}-problem` : undefined,
  ].filter((note) => note !== undefined);
  const described: Described = {
    id,
    'aria-describedby': notes.length > 0 ? notes.join(' ') : undefined,
    'aria-invalid': problem ? 'true' : undefined,
  };
  const words = (
    <>
      {field.label}
      <span class={field.required ? 'mark-required' : 'mark-optional'}>{field.required ? labels.required : labels.optional}</span>
    </>
  );
  const inner = (
    <>
      {field.hint && <p class="hint" id={`${id}-hint`}>{field.hint}</p>}
      {children(described)}
      {field.source && <p class="source" id={`${id}-source`}>{labels.takenFrom}{field.source}</p>}
      {problem && (
        <p class="problem" id={`${id}-problem`}>
          <Icon name="warning" />
          <span>{problem}</span>
        </p>
      )}
    </>
  );
  const className = problem ? 'field has-problem' : 'field';
  if (group) {
    return (
      <fieldset class={className} id={id} tabindex={-1} aria-describedby={described['aria-describedby']}>
        <legend class="form-label">{words}</legend>
        {inner}
      </fieldset>
    );
  }
  return (
    <div class={className}>
      <label class="form-label" for={id}>
        {words}
      </label>
      {inner}
    </div>
  );
}

/** The value as an input shows it. */
function textOf(field: FieldBase): string {
  const value = field.form.values[field.name];
  return value === null || value === undefined ? '' : String(value);
}

export interface TextFieldProps extends FieldBase {
  maxlength?: number;
  /** Which keyboard a phone shows; also what a browser may fill in. */
  keyboard?: 'tel' | 'numeric' | 'email' | 'url';
  autocomplete?: string;
  type?: 'text' | 'password';
  /** Half the width: numbers, names, telephones. */
  short?: boolean;
  /** Ready values offered while typing. */
  suggestions?: string[];
}

export function TextField(props: TextFieldProps) {
  const listId = props.suggestions ? `${fieldId(props.name, props.form.scope)}-list` : undefined;
  return (
    <Field field={props}>
      {(described) => (
        <>
          <input
            class={props.short ? 'form-control short' : 'form-control'}
            type={props.type ?? 'text'}
            name={props.name}
            value={textOf(props)}
            maxlength={props.maxlength}
            inputmode={props.keyboard}
            autocomplete={props.autocomplete ?? 'off'}
            required={props.required}
            list={listId}
            {...described}
          />
          {listId && (
            <datalist id={listId}>
              {props.suggestions?.map((value) => <Suggested value={value} />)}
            </datalist>
          )}
        </>
      )}
    </Field>
  );
}

export function LongTextField(props: FieldBase & { rows?: number; maxlength?: number }) {
  return (
    <Field field={props}>
      {(described) => (
        <textarea class="form-control" name={props.name} rows={props.rows ?? 5} maxlength={props.maxlength} required={props.required} {...described}>
          {textOf(props)}
        </textarea>
      )}
    </Field>
  );
}

/**
 * A day, typed as people type it (2025-03-02, 2025.3.2, 20250302): the server reads all of these. With script a
 * calendar button stands beside it. `precision="month"` takes 2025-03.
 */
export function DayField(props: FieldBase & { precision?: 'day' | 'month' }) {
  const kind = props.precision ?? 'day';
  const hint = props.hint ?? (kind === 'day' ? labels.dayHint : labels.monthHint);
  return (
    <Field field={{ ...props, hint }}>
      {(described) => (
        <day-picker data-kind={kind === 'day' ? 'date' : 'month'} data-label={labels.openCalendar}>
          <input class="form-control short" name={props.name} value={textOf(props)} maxlength={20} autocomplete="off" required={props.required} {...described} />
        </day-picker>
      )}
    </Field>
  );
}

/** A number with its unit beside it. Read by the server; commas and full-width digits are fine. */
export function NumberField(props: FieldBase & { unit?: string }) {
  return (
    <Field field={props}>
      {(described) => (
        <span class="with-unit">
          <input class="form-control number" name={props.name} value={textOf(props)} inputmode="decimal" maxlength={20} autocomplete="off" required={props.required} {...described} />
          {props.unit && <span class="unit">{props.unit}</span>}
        </span>
      )}
    </Field>
  );
}

/** More than this many choices become a select; fewer stay visible as buttons to tick. */
const visibleChoices = 4;

/** One of some values. */
export function ChoiceField(props: FieldBase & { options: Option[] }) {
  const value = textOf(props);
  if (props.options.length > visibleChoices) {
    return (
      <Field field={props}>
        {(described) => (
          <select class="form-select" name={props.name} required={props.required} {...described}>
            <option value="">{labels.choose}</option>
            {props.options.map((option) => <ChoiceOption option={option} selected={option.value === value} />)}
          </select>
        )}
      </Field>
    );
  }
  return <Ticks field={props} type="radio" options={props.options} chosen={[value]} />;
}

/** Any number of some values. */
export function ChoicesField(props: FieldBase & { options: Option[] }) {
  const value = props.form.values[props.name];
  const chosen = Array.isArray(value) ? value : value ? [String(value)] : [];
  return <Ticks field={props} type="checkbox" options={props.options} chosen={chosen} />;
}

function Ticks(props: { field: FieldBase; type: 'radio' | 'checkbox'; options: Option[]; chosen: string[] }) {
  return (
    <Field field={props.field} group>
      {() => (
        <div class="ticks">
          {props.options.map((option) => (
            <label class="form-check">
              <input class="form-check-input" type={props.type} name={props.field.name} value={option.value} checked={props.chosen.includes(option.value)} />
              <span class="form-check-label">{option.label}</span>
            </label>
          ))}
        </div>
      )}
    </Field>
  );
}

/** A single yes: the box carries the value `1`. */
export function TickField({ form, name, label, hint }: FieldBase) {
  const value = form.values[name];
  const id = fieldId(name, form.scope);
  const problem = form.problems[name];
  return (
    <div class={problem ? 'field has-problem' : 'field'}>
      <label class="form-check">
        <input class="form-check-input" type="checkbox" id={id} name={name} value="1" checked={value === true || value === '1' || value === 'on'} aria-describedby={problem ? `${id}-problem` : undefined} />
        <span class="form-check-label">{label}</span>
      </label>
      {hint && <p class="hint">{hint}</p>}
      {problem && (
        <p class="problem" id={`${id}-problem`}>
          <Icon name="warning" />
          <span>{problem}</span>
        </p>
      )}
    </div>
  );
}

/** Files: a plain input; with script files can be dropped on it and are checked before they travel. */
export function FileField(props: FieldBase & { accept?: string; multiple?: boolean; maxMebibytes: number; maxFiles?: number; maxTotalMebibytes?: number }) {
  const maxFiles = props.multiple ? (props.maxFiles ?? 1) : 1;
  const hint = props.hint ?? labels.fileHint(props.maxMebibytes, maxFiles);
  return (
    <Field field={{ ...props, hint }}>
      {(described) => (
        <file-drop data-max-bytes={String(props.maxMebibytes * 1024 * 1024)} data-max-files={String(maxFiles)} data-max-total={props.maxTotalMebibytes && String(props.maxTotalMebibytes * 1024 * 1024)} data-words={labels.fileDrop}>
          <input class="form-control" type="file" name={props.name} accept={props.accept} multiple={props.multiple} required={props.required} {...described} />
        </file-drop>
      )}
    </Field>
  );
}

/** Photographs, drawn small before they travel (`islands/photo-field.ts`): `edge` is the longer side in pixels. */
export function PhotosField(props: FieldBase & { edge: number; most: number }) {
  return (
    <photo-field data-most={String(props.most)} data-edge={String(props.edge)} data-too-many={labels.photosTooMany(props.most)}>
      <Field field={props}>
        {(described) => <input class="form-control" type="file" name={props.name} accept="image/*" multiple {...described} />}
      </Field>
    </photo-field>
  );
}

/** A field whose inside is made by somebody else: people picker, table of rows. */
export function SlotField(props: FieldBase & { children?: Child }) {
  return (
    <Field field={props} group>
      {() => props.children}
    </Field>
  );
}
