import { unitChoices } from '#institutions/facts.ts';
import { referenceOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { unitsOf } from '#platform/identity/actor.ts';
import { replyTemplate, templateFields, type ReplyTemplate } from '#duties/opinions/referrals/templates/record.ts';
import { results } from '#duties/opinions/referrals/words.ts';

interface Around extends Surroundings {
  units: ReadonlyMap<string, string>;
}

const templates = resource<ReplyTemplate, Around>({
  declared: replyTemplate,
  fields: templateFields,
  newLabel: '写一个范本',
  async around(reading) {
    const own = unitsOf(reading.actor);
    const units = await unitChoices(reading);
    return { choices: { unit: own.length > 0 ? units.filter(({ value }) => own.includes(value)) : units }, units: new Map(units.map(({ value, label }) => [value, label])) };
  },
  known: ({ actor }) => ({ unit_id: unitsOf(actor)[0] }),
  listing: {
    columns: [
      { key: 'title', label: '范本名称', cell: (row) => row.title, sort: 'title', onCards: 'title', fixed: true },
      { key: 'unit', label: '单位', cell: (row, { units }) => units.get(row.unit_id) ?? '' },
      { key: 'result', label: '办理结果', cell: (row) => results[row.result as 'solved'] ?? '', tight: true },
      { key: 'reply', label: '答复内容', cell: (row) => row.reply },
      { key: 'state', label: '状态', cell: (row) => replyTemplate.states[row.state as 'active']?.label, tight: true },
    ],
    filters: [referenceOn('unit_id', '单位', ({ choices }) => choices.unit ?? []), stateFilter(replyTemplate)],
    defaultSort: 'title',
    empty: '还没有答复范本。同一类事情常要答复的，写成范本，下次从它开始。',
  },
});

export const mount = (site: Site): void => mountResource(site, templates);
