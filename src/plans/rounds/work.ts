import { sql } from 'kysely';
import { circular } from '#plans/rounds/circulars/record.ts';
import { findingsFound } from '#plans/rounds/findings/facts.ts';
import { finding } from '#plans/rounds/findings/record.ts';
import { source } from '#platform/records/source.ts';
import { enteredOn, inScope, reached, workRows } from '#platform/work-rows.ts';
import { workKind, type WorkKind } from '#platform/work.ts';

const findingWork = workKind({
  name: 'finding', word: '督查发现', heading: 'standard', record: finding.name,
  definition: '期间内督查走访发现的问题，按发现日期；撤销的不计。',
  words: { stage: { found: '发现', mended: '报整改', closed: '销号' }, status: { closed: '已整改', open: '没有销号' } },
  rows: {
    committee: (reading, scope) => workRows({
      subject: sql`r.committee_id`, id: sql`r.id`, day: sql`r.found_on`, received: enteredOn('r'), title: sql`left(r.what, 40)`, status: sql`case when r.state = 'closed' then 'closed' else 'open' end`,
      stage: reached({ found: sql`true`, mended: sql`r.mended_on is not null`, closed: sql`r.state = 'closed'` }),
    }, sql`${source(reading, finding.table, 'r')} where r.county_id = ${reading.county} and ${inScope(scope, 'r.found_on', 'r.committee_id')} and ${findingsFound.where.sql('r')}`),
  },
});

const circularWork = workKind({
  name: 'circular', word: '督查通报', heading: 'standard', record: circular.name,
  definition: '印发日期在期间内、表扬或点名批评本联络委的督查通报；没有印发的不计。',
  words: { kind: { praised: '表扬', named: '点名' } },
  rows: {
    committee: (reading, scope) => workRows(
      { subject: sql`n.committee_id`, id: sql`r.id`, day: sql`r.issued_on`, received: enteredOn('r'), title: sql`r.title`, kind: sql`n.kind` },
      sql`${source(reading, circular.table, 'r')} cross join lateral (
          select one.id as committee_id, 'praised' as kind from unnest(r.praised_ids) as one (id) union all select one.id, 'named' from unnest(r.committee_ids) as one (id)
        ) as n where r.county_id = ${reading.county} and ${inScope(scope, 'r.issued_on', 'n.committee_id')} and r.state = 'issued'`,
    ),
  },
});

export const roundsWork: readonly WorkKind[] = [findingWork, circularWork];
