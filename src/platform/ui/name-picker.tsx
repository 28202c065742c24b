import { initialsText } from '#platform/people/initials.ts';
import { SlotField } from './fields.tsx';
import type { Option } from './filters.tsx';
import type { FormState } from './form.tsx';
import { labels } from './labels.ts';

export interface NamePickerProps {
  form: FormState;
  name: string;
  label: string;
  hint?: string;
  required?: boolean;
  options: readonly Option[];
}

/** Several of many names: a list to tick, which a search narrows where there is script (`islands/name-picker.ts`). */
export function NamePicker({ form, name, label, hint, required, options }: NamePickerProps) {
  const value = form.values[name];
  const chosen = new Set(Array.isArray(value) ? value : value ? [String(value)] : []);
  return (
    <SlotField form={form} name={name} label={label} hint={hint} required={required}>
      <name-picker data-none={labels.nobodyFound}>
        <input type="search" class="form-control short" hidden placeholder={labels.nameSearch} aria-label={labels.nameSearch} autocomplete="off" />
        <div class="ticks name-picker-list">
          {[...options].sort((a, b) => Number(chosen.has(b.value)) - Number(chosen.has(a.value))).map((option) => (
            <label class="form-check" data-initials={initialsText([option.label])}>
              <input class="form-check-input" type="checkbox" name={name} value={option.value} checked={chosen.has(option.value)} />
              <span class="form-check-label">{option.label}</span>
            </label>
          ))}
        </div>
        <p class="hint name-picker-none" role="status" />
      </name-picker>
    </SlotField>
  );
}
