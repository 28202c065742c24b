import { initialsText } from '#platform/people/initials.ts';
import type { Option } from './filters.tsx';

/** Labels of lists return with every page; so many are remembered. */
const MOST_REMEMBERED = 5_000;
const remembered = new Map<string, string>();

/** The initials by which people find a label: places, units, persons. */
function initialsOfLabel(label: string): string | undefined {
  const before = remembered.get(label);
  if (before !== undefined) return before || undefined;
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  const initials = initialsText([label]);
  remembered.set(label, initials);
  return initials || undefined;
}

/** One of a list to choose from; `islands/select-initials.ts` finds it by its initials. */
export const ChoiceOption = ({ option: { value, label }, selected }: { option: Option; selected: boolean }) => (
  <option value={value} selected={selected} data-initials={initialsOfLabel(label)}>
    {label}
  </option>
);

/** Something to be typed that was typed before: a browser that completes words looks at its label, too. */
export const Suggested = ({ value }: { value: string }) => <option value={value} label={initialsOfLabel(value)} />;
