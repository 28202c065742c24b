import { z } from 'zod';
import { committeeChoices, ownCommittee } from '#institutions/facts.ts';
import { choice } from '#platform/fields.ts';
import type { Lifecycle, Recorded } from '#platform/lifecycle/lifecycle.ts';
import { daysOn, referenceOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import type { Visit } from '#platform/http/visit.ts';
import type { Obligation } from '#platform/obligations/obligation.ts';
import type { Reading } from '#platform/records/act.ts';
import { exemption, exemptionFields, zeroReport, zeroReportFields, type Exemption, type ZeroReport } from '#plans/obligations/record.ts';
import { spanFrom } from '#platform/obligations/spans.ts';
import { grantExemption, signZero } from '#reports/obligations/signing.ts';

interface Around extends Surroundings {
  places: Map<string, string>;
}

/** What is signed or excused is chosen among what the slices declared. */
export function mountSigned(site: Site, obligations: readonly Obligation[]): void {
  const signable = obligations.filter((one) => one.zeroReport);
  mountResource(site, resource<ZeroReport, Around>({
    ...common(zeroReport, obligations, '还没有零报告。到期没有民情可反映的月份，主任在履职日历里点一下就签好。'),
    fields: z.object({ ...zeroReportFields.shape, obligation: choosing(signable) }),
    newLabel: '签零报告',
    enterLabel: '签零报告',
    enter: signZero(obligations),
  }));
  mountResource(site, resource<Exemption, Around>({
    ...common(exemption, obligations, '还没有免计说明。确有特殊情况的，由县政协办公室写明理由登记。'),
    fields: z.object({ ...exemptionFields.shape, obligation: choosing(obligations.filter(({ owedBy }) => owedBy === 'committee')) }),
    newLabel: '登记免计',
    enter: grantExemption(obligations),
  }));
}

const choosing = (among: readonly Obligation[]) => choice('应办事项', Object.fromEntries(among.map(({ name, label }) => [name, label])));

type Signed = Recorded & { obligation: string; committee_id: string; span_from: string };

/** Both are a committee, a duty and a span. */
function common<Row extends Signed>(declared: Lifecycle<Row>, obligations: readonly Obligation[], empty: string): Pick<Resource<Row, Around>, 'declared' | 'around' | 'known' | 'listing' | 'lead'> {
  const labelOf = ({ obligation }: Row): string => obligations.find(({ name }) => name === obligation)?.label ?? obligation;
  const spanOf = ({ obligation, span_from }: Row): string => {
    const owing = obligations.find(({ name }) => name === obligation);
    return (owing && spanFrom(owing.rhythm, span_from)?.label) ?? span_from;
  };
  return {
    declared,
    around: placesAround,
    known: prefilled,
    listing: {
      columns: [
        { key: 'place', label: '联络委', cell: (row, { places }) => places.get(row.committee_id) ?? '', onCards: 'title', fixed: true },
        { key: 'obligation', label: '应办事项', cell: labelOf },
        { key: 'span_from', label: '哪一期', cell: spanOf, sort: 'span_from', tight: true },
        { key: 'state', label: '状态', cell: (row) => declared.states[row.state]?.label, tight: true },
      ],
      filters: [referenceOn('committee_id', '联络委', ({ choices }) => choices.committee ?? []), daysOn('span_from', '哪一期'), stateFilter(declared)],
      defaultSort: '-span_from',
      empty,
    },
    lead: (row, { places }) => `${places.get(row.committee_id) ?? ''} · ${labelOf(row)} · ${spanOf(row)}`,
  };
}

async function placesAround(reading: Reading): Promise<Around> {
  const committees = await committeeChoices(reading);
  return { choices: { committee: committees }, places: new Map(committees.map(({ value, label }) => [value, label])) };
}

/** From the duty calendar one comes with everything chosen. */
const prefilled = ({ query, actor }: Visit) => ({
  obligation: query.get('obligation') ?? undefined, committee_id: query.get('committee_id') ?? ownCommittee(actor), span_from: query.get('span_from') ?? undefined,
});
