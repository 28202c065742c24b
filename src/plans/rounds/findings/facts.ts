import { finding, type Finding } from '#plans/rounds/findings/record.ts';
import { figure } from '#platform/figures/figure.ts';
import { is, oneOf } from '#platform/predicate.ts';

export const findingsFound = figure<Finding>({
  name: 'findings_found',
  label: '督查发现的问题',
  definition: '期间内督查走访发现的问题个数，按发现日期计；撤销的不计。',
  record: finding.name,
  where: oneOf<Finding>('state', ['found', 'mended', 'closed']),
  day: 'found_on',
  committee: 'committee_id',
  unit: '个',
});

export const findingsClosed = figure<Finding>({
  name: 'findings_closed',
  label: '督查问题已销号',
  definition: '期间内发现的督查问题中，已经复核销号的个数，按发现日期计。',
  record: finding.name,
  where: is<Finding>('state', 'closed'),
  day: 'found_on',
  committee: 'committee_id',
  unit: '个',
});

export const figures = [findingsFound, findingsClosed];
