import { z } from 'zod';
import { committeeChoices, memberChoices, ownCommittee } from '#institutions/facts.ts';
import { choice } from '#platform/fields.ts';
import type { Lifecycle, Recorded } from '#platform/lifecycle/lifecycle.ts';
import { FieldOf } from '#platform/http/derived.tsx';
import { daysOn, referenceOn, stateFilter, type ListColumn } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import type { Visit } from '#platform/http/visit.ts';
import type { Obligation } from '#platform/obligations/obligation.ts';
import type { Reading } from '#platform/records/act.ts';
import type { FormState } from '#platform/ui/form.tsx';

import { exemption, exemptionFields, zeroReport, zeroReportFields, type Exemption, type ZeroReport } from '#plans/obligations/record.ts';
import { spanFrom } from '#platform/obligations/spans.ts';
import { grantExemption, rewordZero, signZero } from '#reports/obligations/signing.ts';

interface Around extends Surroundings {
  places: Map<string, string>;
  members: Map<string, string>;
}

/** What is signed or excused is chosen among what the slices declared. */
export function mountSigned(site: Site, obligations: readonly Obligation[]): void {
  const signable = obligations.filter((one) => one.zeroReport);
  mountResource(site, resource<ZeroReport, Around>({
    ...common<ZeroReport>(zeroReport, obligations, {
      empty: '还没有零报告。到期没有民情可反映的月份，主任在履职日历里点一下就签好。',
      more: [
        { key: 'signatory', label: '签发人', cell: ({ signatory }) => signatory ?? '', tight: true },
        { key: 'signed_on', label: '签发日期', cell: ({ signed_on }) => signed_on, tight: true },
      ],
    }),
    fields: z.object({ ...zeroReportFields.shape, obligation: choosing(signable) }),
    newLabel: '签零报告',
    enterLabel: '签零报告',
    enter: signZero(obligations),
    correct: rewordZero,
    form: ({ form, row }) => row && <Rewording form={form} row={row} />,
    facts: ({ sentence, signatory, signed_on }) => [{ label: '说明', value: sentence, wide: true }, { label: '签发人', value: signatory ?? '见操作日志' }, { label: '签发日期', value: signed_on }],
  }));
  mountResource(site, resource<Exemption, Around>({
    ...common<Exemption>(exemption, obligations, {
      empty: '还没有免计说明。确有特殊情况的，由县政协办公室写明理由和依据登记。',
      more: [{ key: 'span_until', label: '到哪天为止', cell: ({ span_until }) => span_until ?? '只这一期', tight: true }],
    }),
    fields: z.object({ ...exemptionFields.shape, obligation: choosing(obligations.filter(({ owedBy }) => owedBy !== 'county')) }),
    newLabel: '登记免计',
    enter: grantExemption(obligations),
  }));
}

const choosing = (among: readonly Obligation[]) => choice('应办事项', Object.fromEntries(among.map(({ name, label }) => [name, label])));

/** Of a zero report that stands only its sentence is put in other words. */
function Rewording({ form, row }: { form: FormState; row: ZeroReport }) {
  return (
    <>
      <input type="hidden" name="obligation" value={row.obligation} />
      <input type="hidden" name="committee_id" value={row.committee_id} />
      <input type="hidden" name="span_from" value={row.span_from} />
      <FieldOf of={zeroReportFields} name="sentence" form={form} choices={{}} />
    </>
  );
}

type Signed = Recorded & { obligation: string; committee_id: string | null; member_id?: string | null; span_from: string };

interface Listed<Row> {
  empty: string;
  /** Its columns besides whose, what and which span. */
  more: ListColumn<Row, Around>[];
}

/** Both are of somebody, a duty and a span. */
function common<Row extends Signed>(declared: Lifecycle<Row>, obligations: readonly Obligation[], { empty, more }: Listed<Row>): Pick<Resource<Row, Around>, 'declared' | 'around' | 'known' | 'listing' | 'lead'> {
  const labelOf = ({ obligation }: Row): string => obligations.find(({ name }) => name === obligation)?.label ?? obligation;
  const spanOf = ({ obligation, span_from }: Row): string => {
    const owing = obligations.find(({ name }) => name === obligation);
    return (owing && spanFrom(owing.rhythm, span_from)?.label) ?? span_from;
  };
  const whose = (row: Row, { places, members }: Around): string => (row.member_id ? members.get(row.member_id) : places.get(row.committee_id ?? '')) ?? '';
  return {
    declared,
    around: placesAround,
    known: prefilled,
    listing: {
      columns: [
        { key: 'place', label: '联络委或委员', cell: whose, onCards: 'title', fixed: true },
        { key: 'obligation', label: '应办事项', cell: labelOf },
        { key: 'span_from', label: '哪一期', cell: spanOf, sort: 'span_from', tight: true },
        ...more,
        { key: 'state', label: '状态', cell: (row) => declared.states[row.state]?.label, tight: true },
      ],
      filters: [referenceOn('committee_id', '联络委', ({ choices }) => choices.committee ?? []), daysOn('span_from', '哪一期'), stateFilter(declared)],
      defaultSort: '-span_from',
      empty,
    },
    lead: (row, around) => `${whose(row, around)} · ${labelOf(row)} · ${spanOf(row)}`,
  };
}

async function placesAround(reading: Reading): Promise<Around> {
  const [committees, members] = [await committeeChoices(reading), await memberChoices(reading)];
  const named = (choices: typeof committees) => new Map(choices.map(({ value, label }) => [value, label]));
  return { choices: { committee: committees, member: members }, places: named(committees), members: named(members) };
}

/** From the duty calendar one comes with everything chosen. */
const prefilled = ({ query, actor }: Visit) => ({
  obligation: query.get('obligation') ?? undefined, committee_id: query.get('committee_id') ?? ownCommittee(actor), member_id: query.get('member_id') ?? undefined, span_from: query.get('span_from') ?? undefined,
});
