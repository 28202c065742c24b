import type { Choices } from '#platform/http/resource.tsx';
import { FieldOf } from '#platform/http/derived.tsx';
import { masksOf } from '#platform/lifecycle/lifecycle.ts';
import { FieldGroup, type FormState } from '#platform/ui/form.tsx';
import type { Earlier } from '#duties/opinions/ledger/earlier.ts';
import { doneFields, ledgerEntry, ledgerFields, type LedgerEntry } from '#duties/opinions/ledger/record.ts';

const done = Object.keys(doneFields.shape) as (keyof typeof doneFields.shape)[];
/** What is seldom told, one level deeper. */
const rest = ['dispute', 'about_unit_id', 'about_person', ...done];

interface EntryFormProps {
  form: FormState;
  choices: Choices;
  earlier?: Earlier;
  row?: LedgerEntry;
  /** A member writes down only what was told; the committee's clerks do the rest. */
  reduced: boolean;
}

/**
 * One screen for one thing that was told: the matter and who told it first, which are new each time, then what the one before it usually tells
 * already, so that the keyboard is enough and most are done after two fields (`ux.md` 3: a visit is written down while the visitor sits there).
 */
export function EntryForm({ form, choices, earlier, row, reduced }: EntryFormProps) {
  const field = (name: keyof typeof ledgerFields.shape, more: { suggestions?: string[]; source?: string } = {}) => <FieldOf of={ledgerFields} name={name} form={form} choices={choices} hint={row ? unshown(row, name) : name === 'matter' ? undefined : ''} {...more} />;
  const kept = (name: 'place' | 'way') => (!row && earlier?.last?.[name] && form.values[name] === earlier.last[name] ? '上一条登记' : undefined);
  return (
    <entry-help data-similar="/api/v1/ledger/similar" data-entry={row?.id} data-title="相近的台账，看看是不是同一件事" data-category="类别多半是：">
      {field('matter')}
      <div class="entry-similar" role="status" />
      <div class="entry-grid">
        {field('reporter')}
        {field('phone')}
        {field('place', { suggestions: earlier?.places, source: kept('place') })}
        {reduced ? <Known form={form} names={['way']} /> : field('way', { source: kept('way') })}
        {!reduced && field('category', { suggestions: earlier?.categories })}
        {!reduced && field('people_affected')}
        {reduced ? <Known form={form} names={['received_on']} /> : field('received_on')}
        {!row && form.values['committee_id'] && form.values['committee_id'] === earlier?.committee ? <Known form={form} names={['committee_id']} /> : field('committee_id')}
      </div>
      {!reduced && (
        <details class="entry-more" open={rest.some((name) => form.problems[name] || (form.values[name] && form.values[name] !== '0'))}>
          <summary>矛盾纠纷、被反映的单位和干部、已经办理了的</summary>
          {field('dispute')}
          {field('about_unit_id')}
          {field('about_person')}
          {!row && (
            <FieldGroup title="已经办理了的，一并登记" hint="还没有办理的，这几项留空。">
              {done.map((name) => field(name))}
            </FieldGroup>
          )}
        </details>
      )}
      {!row && (
        <p class="entry-links">
          <a href={`/${ledgerEntry.path}/reception`}>空白来访登记表</a>
          <a href={`/${ledgerEntry.path}/drafts`}>本机草稿和待发送</a>
        </p>
      )}
    </entry-help>
  );
}

/** What stands where the form does not show it. */
function unshown(row: LedgerEntry, name: string): string | undefined {
  const mask = masksOf(ledgerEntry, row)[name as 'reporter'];
  return mask ? `现为“${mask}”，不改请留空` : undefined;
}

/** What is known and need not be asked. */
const Known = ({ form, names }: { form: FormState; names: string[] }) => (
  <>{names.map((name) => <input type="hidden" name={name} value={String(form.values[name] ?? '')} />)}</>
);
