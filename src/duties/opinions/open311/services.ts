import { committeesNow } from '#institutions/facts.ts';
import { parameterAt } from '#plans/facts.ts';
import type { Reading } from '#platform/records/act.ts';
import { listed } from '#duties/opinions/ledger/screening.ts';

/** A category of the ledger, as other systems name it. */
export interface Service {
  code: string;
  name: string;
  group: string | null;
}

/** The county's categories on a day: 01道路交通（基础设施）. One without a code is known by its name. */
export const servicesOn = async (reading: Reading, day: string): Promise<Service[]> =>
  listed(await parameterAt(reading, 'exchange.services', day)).map(serviceIn);

function serviceIn(words: string): Service {
  const [, code, name, group] = /^([0-9A-Za-z]{1,8}(?=\P{ASCII}|\s))?\s*([^（(]+)(?:[（(](.+)[）)])?$/u.exec(words) ?? [];
  return { code: code ?? words.slice(0, 50), name: (name ?? words).trim().slice(0, 50), group: group ?? null };
}

/** GeoReport v2, GET Service List. Every service has a definition, and every request is entered at once. */
export const told = ({ code, name, group }: Service) => ({
  service_code: code, service_name: name, description: `${name}方面的问题和建议，由所在乡镇（街道）的政协联络委登记、办理、答复。`,
  metadata: true, type: 'realtime', keywords: [name, ...(group ? [group] : [])].join(', '), group: group ?? '',
});

/** What may be told besides the standard's own fields; the names are those of `sentFields`. */
export const attributeCodes = ['committee', 'source_id', 'people_affected', 'dispute'] as const;

export interface Attribute {
  variable: boolean;
  code: (typeof attributeCodes)[number];
  datatype: 'string' | 'number' | 'singlevaluelist';
  required: boolean;
  datatype_description: string;
  order: number;
  description: string;
  values?: { key: string; name: string }[];
}

/** GeoReport v2, GET Service Definition: the same for every category. */
export async function attributesOf(reading: Reading): Promise<Attribute[]> {
  const places = (await committeesNow(reading)).map(({ id, place }) => ({ key: id, name: place }));
  const asked = (order: number, code: Attribute['code'], datatype: Attribute['datatype'], description: string, more: Partial<Attribute> = {}): Attribute =>
    ({ variable: true, code, datatype, required: false, datatype_description: '', order, description, ...more });
  return [
    asked(1, 'committee', 'singlevaluelist', '在哪个乡镇（街道）', { values: places, datatype_description: '不填的，从 address_string 里的乡镇名称认' }),
    asked(2, 'source_id', 'string', '在来件系统里的编号', { datatype_description: '同一编号再送一次，仍是同一件' }),
    asked(3, 'people_affected', 'number', '涉及人数'),
    asked(4, 'dispute', 'singlevaluelist', '是不是矛盾纠纷', { values: [{ key: 'yes', name: '是' }, { key: 'no', name: '不是' }] }),
  ];
}
