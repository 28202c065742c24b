import { committeeChoices, committeeDirectory } from '#institutions/facts.ts';
import { column, importKind } from '#platform/importing/kind.ts';
import { day } from '#platform/importing/readers/day.ts';
import { naming, text } from '#platform/importing/readers/text.ts';
import { telephone } from '#platform/importing/readers/telephone.ts';
import { resolveRows } from '#platform/importing/resolving.ts';
import { standingBy } from '#platform/importing/standing.ts';
import type { ImportTarget } from '#platform/importing/target.ts';
import { showing } from '#platform/importing/reading.ts';
import { today } from '#platform/time.ts';
import { kindReader, kindsInForce } from '#duties/kinds-in-force.ts';
import { MOST_LETTERS } from '#duties/own-kinds.ts';
import { drawnCode } from '#duties/receipt.ts';
import { CODE_LETTERS, station, stationFields } from '#duties/stations/record.ts';
import { ofStations } from '#duties/stations/kinds/stations.ts';
import { stationKinds, stationWord } from '#duties/stations/words.ts';

/** The register of service stations, one row for each. */
const kind = importKind({
  name: 'station',
  title: '委员服务站',
  record: station.name,
  words: ['服务站', '工作室', '联络点'],
  columns: {
    name: column('名称', { synonyms: ['服务站名称', '站点名称', '服务站'], read: naming({ max: 60 }), required: true }),
    committee: column('乡镇', { synonyms: ['乡镇（街道）', '所在乡镇', '联络委'], read: naming(), fillDown: true, required: true, fromContext: ({ place }) => place }),
    kind: column('种类', { synonyms: ['类型', '类别'], read: showing(stationKinds.station, text({ max: MOST_LETTERS })) }),
    address: column('地址', { synonyms: ['地点', '所在地', '详细地址'], read: text({ max: 200 }) }),
    hours: column('开放时间', { synonyms: ['值班时间', '服务时间'], read: text({ max: 200 }) }),
    contact: column('联系人', { synonyms: ['负责人'], read: text({ max: 50 }) }),
    phone: column('联系电话', { synonyms: ['电话'], read: telephone() }),
    services: column('服务项目', { synonyms: ['服务内容', '服务事项'], read: text({ max: 200 }) }),
    plaque: column('牌匾', { synonyms: ['挂牌'], read: text({ max: 100 }) }),
    opened: column('开办日期', { synonyms: ['设立日期', '设立时间', '成立时间', '挂牌时间'], read: day(), required: true }),
  },
  identity: ({ committee, name }) => [committee, name],
});

/** What the usual kinds are also called. */
const shorter = { station: ['服务站', '站'], studio: ['工作室', '室'], point: ['联络点', '点'] } as const;

export const stationImport: ImportTarget = {
  kind,
  declared: station,
  fields: stationFields,
  async resolve(reading, rows) {
    const committees = await committeeDirectory(reading);
    const inForce = await kindsInForce(reading, ofStations, today());
    const kindIn = kindReader(ofStations, inForce, shorter);
    return resolveRows(kind, rows, (values, row) => {
      row.assume({ kind: inForce[0]?.value ?? 'station', code: drawnCode(CODE_LETTERS) });
      return {
        name: values.name, committee_id: row.id('committee', values.committee, committees), kind: kindIn(values.kind, row), address: values.address, hours: values.hours, contact: values.contact, phone: values.phone, services: values.services,
        plaque: values.plaque, opened_on: values.opened?.day,
      };
    });
  },
  async outgoing(reading) {
    const places = new Map((await committeeChoices(reading)).map(({ value, label }) => [value, label]));
    return [
      { field: 'name', column: 'name', required: true, cell: (row) => row.name },
      { field: 'committee', column: 'committee_id', required: true, cell: (row) => places.get(row.committee_id) ?? null },
      { field: 'kind', column: 'kind', required: true, cell: (row) => stationWord(row.kind) },
      ...(['address', 'hours', 'contact', 'phone', 'services', 'plaque'] as const).map((name) => ({ field: name, column: name, cell: (row: any) => row[name] as string | null })),
      { field: 'opened', column: 'opened_on', required: true, cell: (row) => row.opened_on },
    ];
  },
  existing: standingBy(station, ['committee_id', 'name']),
};
