import { readFile } from 'node:fs/promises';
import { seeOther, json } from '#platform/http/answers.tsx';
import { sentFiles } from '#platform/http/arriving.ts';
import { requestId, sent } from '#platform/http/body.ts';
import { derivedFacts, FieldOf } from '#platform/http/derived.tsx';
import { stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Handler } from '#platform/http/visit.ts';
import { isDay } from '#platform/fields.ts';
import { holds } from '#platform/identity/actor.ts';
import { invalid, Problem } from '#platform/problems.ts';
import { transact } from '#platform/records/act.ts';
import { get, isId } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import type { Declared } from '#reports/declared.ts';
import { begin, correctSharing, end, enterSharing, superiorsHere } from '#reports/sharing/actions.ts';
import { accept, askedUnder, takeAsked } from '#reports/sharing/asking.ts';
import { FILE_LIMIT, type Wanted } from '#reports/sharing/file.ts';
import { carry, deliver, deliveryOf, settle, type Delivery } from '#reports/sharing/delivery.ts';
import { acceptedUnder, drifted } from '#reports/sharing/filling.ts';
import { findKey, keyOf } from '#reports/sharing/keys.ts';
import { figuresFile } from '#reports/sharing/outgoing.ts';
import { SharingSections } from '#reports/sharing/pages/sharing.tsx';
import { fileAnswer } from '#reports/sharing/required-routes.tsx';
import { sends, sharing, sharingFields, type Sharing } from '#reports/sharing/record.ts';
import type { Subscription } from '#reports/sharing/subscriptions/record.ts';

interface Around extends Surroundings {
  asked: Wanted[];
  accepted: Subscription[];
  drifted: Awaited<ReturnType<typeof drifted>>;
  superiors: string[];
  fingerprint?: string;
  delivery?: Delivery;
}

const sharings = (declared: Declared) => resource<Sharing, Around>({
  declared: sharing,
  fields: sharingFields,
  newLabel: '登记数据共享',
  async around(reading, rows) {
    const [only] = rows.length === 1 ? rows : [];
    const open = only?.state === 'active' ? only : undefined;
    return {
      choices: {}, superiors: (await superiorsHere(reading)).map(({ bodyName }) => bodyName), fingerprint: (await findKey(reading))?.fingerprint,
      asked: open ? await askedUnder(reading, open) : [], accepted: open ? await acceptedUnder(reading, open.id) : [], drifted: open ? await drifted(reading, declared, open.id) : [], delivery: open && (await deliveryOf(reading, open.id)),
    };
  },
  known: (_visit, { superiors }) => ({ superior_name: superiors.length === 1 ? superiors[0] : '', sends: 'due' }),
  enter: enterSharing,
  correct: correctSharing,
  effects: { begin, end, post: settle, carry },
  form: ({ form, around }) => (
    <>
      <FieldOf of={sharingFields} name="superior_name" form={form} choices={{}} suggestions={around.superiors} />
      <FieldOf of={sharingFields} name="sends" form={form} choices={{}} />
      <FieldOf of={sharingFields} name="names_shown" form={form} choices={{}} hint="不选的，兄弟县市只看得到中位数和四分位数，看不到本县是哪一个。" />
    </>
  ),
  lead: (row) => (row.superior_id ? '同在本系统' : row.address ? '对方单独安装，由系统自动报送' : '对方单独安装，用签名文件往来'),
  facts: (row, around) => [
    ...derivedFacts(sharingFields, row, around.choices),
    { label: '由谁同意', value: row.agreed_by }, { label: '同意日期', value: row.agreed_on }, { label: '文号', value: row.document_no }, { label: '停止日期', value: row.ended_on },
  ],
  sections: (row, around, visit) => row.state === 'active' && <SharingSections frame={frameOf(visit)} row={row} {...around} mayDecide={holds(visit.actor, 'county_office')} />,
  listing: {
    columns: [
      { key: 'superior_name', label: '报给哪里', cell: (row) => row.superior_name, onCards: 'title', fixed: true },
      { key: 'sends', label: '怎样报送', cell: (row) => sends[row.sends as keyof typeof sends] },
      { key: 'agreed_on', label: '从哪天起', cell: (row) => row.agreed_on, tight: true },
      { key: 'document_no', label: '文号', cell: (row) => row.document_no },
      { key: 'state', label: '状态', cell: (row) => sharing.states[row.state as 'draft'].label, tight: true },
    ],
    filters: [stateFilter(sharing)],
    defaultSort: '',
    empty: '没有和上级共享任何数字。要共享的，先登记报给哪里，经同意后“开始共享”；上级只看得到您同意报送的数字，看不到任何一条记录。',
  },
  listOthers: () => [{ label: '上报数字', href: '/shared-figures' }, { label: '兄弟县市', href: '/siblings' }],
  others: () => [{ label: '上报数字', href: '/shared-figures' }, { label: '兄弟县市', href: '/siblings' }],
});

const at = (id: string) => `/${sharing.path}/${id}`;

const acceptances = (declared: Declared): Handler => async (visit) => {
  const body = await sent(visit);
  const id = visit.param('id');
  const wanted = body.json ? [body.json['required']].flat().map(String) : (body.form?.getAll('required') ?? []).map(String);
  const since = body.text('since') ?? `${today().slice(0, 4)}-01-01`;
  await look(visit, (reading) => get(reading, sharing, id));
  if (!holds(visit.actor, 'county_office')) throw new Problem(403, 'not_yours', '报送哪些数字由县政协办公室办理，您不在其中。');
  if (!isDay(since)) throw invalid({ since: '“从哪天起”要写成实际有的日期，例如 2026-01-01。' });
  if (wanted.length === 0 || wanted.length > 200 || !wanted.every(isId)) throw invalid({ required: '还没有选择数字。请勾选同意报送的数字。' });
  const many = await transact(visit.house, visit.actor, requestId(visit, body), (act) => accept(act, declared, id, wanted, since));
  if (visit.json) return json(visit, { accepted: many }, 201);
  return seeOther(visit, at(id), { tone: 'good', sentence: `已同意报送${many}个数字。已经结束的期间都数好了，您可以在“上报数字”里先看。`, link: { label: '去看', href: '/shared-figures' } });
};

const asked: Handler = async (visit) => {
  const body = await sentFiles(visit, visit.house.files);
  try {
    const id = visit.param('id');
    await look(visit, (reading) => get(reading, sharing, id));
    if (!holds(visit.actor, 'county_office')) throw new Problem(403, 'not_yours', '上级的文件由县政协办公室导入，您不在其中。');
    const text = await readFile(body.files[0]!.path, 'utf8');
    await transact(visit.house, visit.actor, requestId(visit, body), (act) => takeAsked(act, id, text));
    return seeOther(visit, at(id), { tone: 'good', sentence: '签名完好，已收下上级要的数字。' });
  } finally {
    await body.drop();
  }
};

const file: Handler = async (visit) => {
  const body = await sent(visit);
  const id = visit.param('id');
  const row = await look(visit, (reading) => get(reading, sharing, id));
  if (!holds(visit.actor, 'county_office')) throw new Problem(403, 'not_yours', '上报文件由县政协办公室导出，您不在其中。');
  const made = await transact(visit.house, visit.actor, requestId(visit, body), (act) => figuresFile(act, row));
  return fileAnswer(made, `${visit.county.name}上报文件第${made.content.serial}号（${today()}）.json`);
};

/** The file goes now, not only when the schedule next looks. */
const delivered: Handler = async (visit) => {
  await sent(visit);
  const id = visit.param('id');
  const row = await look(visit, (reading) => get(reading, sharing, id));
  if (!holds(visit.actor, 'county_office')) throw new Problem(403, 'not_yours', '上报文件由县政协办公室报送，您不在其中。');
  const problem = await deliver(visit.house, row);
  return seeOther(visit, at(id), problem ? { tone: 'warning', sentence: problem } : { tone: 'good', sentence: `上报文件已送到${row.superior_name}，签名完好。` });
};

/** Made before the first file, because the superior enters its fingerprint first. */
const key: Handler = async (visit) => {
  const body = await sent(visit);
  if (!holds(visit.actor, 'county_office')) throw new Problem(403, 'not_yours', '签名钥匙由县政协办公室生成，您不在其中。');
  await transact(visit.house, visit.actor, requestId(visit, body), keyOf);
  return seeOther(visit, at(visit.param('id')), { tone: 'good', sentence: '签名钥匙已生成，请把指纹书面告诉上级。' });
};

export function mountSharings(site: Site, declared: Declared): void {
  const path = `/${sharing.path}/:id`;
  site.add({
    method: 'POST', path: `${path}/acceptances`, handle: acceptances(declared),
    api: { summary: '同意报送上级要的数字', tag: sharing.title, status: 201, body: { type: 'object', required: ['required'], properties: { required: { type: 'array', items: { type: 'string', format: 'uuid' } }, since: { type: 'string', format: 'date' }, request_id: { type: 'string' } } }, answer: { type: 'object', properties: { accepted: { type: 'integer' } } } },
  });
  site.add({ method: 'POST', path: `${path}/asked`, handle: asked, limit: FILE_LIMIT });
  site.add({ method: 'POST', path: `${path}/file`, handle: file });
  site.add({ method: 'POST', path: `${path}/sending`, handle: delivered });
  site.add({ method: 'POST', path: `${path}/signing-key`, handle: key, proof: true });
  mountResource(site, sharings(declared));
}
