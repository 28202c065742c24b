import type { Child } from 'hono/jsx';
import { isDay, phone as phoneField } from '#platform/fields.ts';
import type { Beside } from '#platform/beside.ts';
import { json, page } from '#platform/http/answers.tsx';
import { sent } from '#platform/http/body.ts';
import { namedFile } from '#platform/http/disposition.ts';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { noteAccount } from '#platform/identity/account.ts';
import { holds, type Actor } from '#platform/identity/actor.ts';
import { invalid, notFound } from '#platform/problems.ts';
import { transact } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import { shownMoment, today } from '#platform/time.ts';
import { CsrfInput } from '#platform/ui/csrf.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Head } from '#platform/ui/head.tsx';
import { Table } from '#platform/ui/table.tsx';
import { person, type Person } from '#institutions/people/record.ts';
import { basesOf } from '#plans/facts.ts';
import { purposes, viewWays } from '#duties/opinions/shield/record.ts';
import { everythingAbout } from '#reports/privacy/about.ts';
import { inventory, people, type Held } from '#reports/privacy/inventory.ts';
import { looksAt, type Look, type LooksAt } from '#reports/privacy/looks.ts';
import { personalRequest } from '#reports/privacy/requests/record.ts';

const PATH = '/personal-data';
const tag = '个人信息';

export function mount(site: Site): void {
  site.add({ method: 'GET', path: PATH, handle: showInventory, api: { summary: '存有哪些个人信息', tag, answer: { type: 'object' } } });
  site.add({ method: 'POST', path: `${PATH}/looks`, handle: showLooks, proof: true, api: { summary: '谁看过一个人的信息', tag, body: { type: 'object', properties: { phone: { type: 'string' }, from: { type: 'string' }, to: { type: 'string' } } }, answer: { type: 'object' } } });
  site.add({ method: 'GET', path: `/${person.path}/:id/copy`, handle: offerCopy });
  site.add({ method: 'POST', path: `/${person.path}/:id/copy`, handle: giveCopy, proof: true, api: { summary: '提供一个人的信息副本', tag, body: { type: 'object', properties: {} }, answer: { type: 'object' } } });
}

function expectKeeper({ actor }: Visit): void {
  if (!holds(actor, 'county_office', 'auditor', 'maintainer')) throw notFound('这个页面');
}

interface Line extends Held {
  term: string;
}

/** Every column with somebody's data: what for, how long, who reads it. */
async function showInventory(visit: Visit): Promise<Response> {
  expectKeeper(visit);
  const lines = await linesOf(visit);
  if (visit.json) return json(visit, { items: lines });
  return page(visit, (
    <Desk frame={frameOf(visit)} title="个人信息清单">
      <Head title="个人信息清单" lead="系统里存有哪些人的哪些信息，为什么存，存多久，谁能看。期限是办法参数，改了从改的那天起算。" others={[{ label: '查看记录', href: '/personal-views' }, { label: personalRequest.title, href: `/${personalRequest.path}` }, ...(holds(visit.actor, 'county_office') ? [{ label: '到期清除', href: '/ledger-erasure' }] : [])]} />
      <LooksForm visit={visit} />
      <Section title="存了什么" count={lines.length}>
        <Table<Line>
          caption="存有的个人信息"
          rows={lines}
          columns={[
            { key: 'what', label: '信息', cell: ({ what, sealed, columns }) => <><strong>{what}</strong>{sealed && '（加密存放）'}<details class="quiet"><summary>{columns.length}列</summary><code>{columns.join(' ')}</code></details></>, onCards: 'title' },
            { key: 'of', label: '谁的', cell: ({ of }) => people[of], tight: true },
            { key: 'purpose', label: '为什么', cell: ({ purpose }) => purpose },
            { key: 'term', label: '存多久', cell: ({ term }) => term },
            { key: 'readers', label: '谁能看', cell: ({ readers }) => readers },
          ]}
        />
      </Section>
    </Desk>
  ));
}

const linesOf = (visit: Visit): Promise<Line[]> => look(visit, async (reading) => {
  const keys = inventory.flatMap(({ until }) => ('parameter' in until ? [until.parameter] : []));
  const bases = await basesOf(reading, keys.map((key) => ({ key, day: today() })));
  const terms = new Map(keys.map((key, n) => [key, bases[n]!]));
  return inventory.map((held) => ({ ...held, term: 'words' in held.until ? held.until.words : `${terms.get(held.until.parameter)!.label}：${terms.get(held.until.parameter)!.shown}` }));
});

const LooksForm = ({ visit }: { visit: Visit }): Child => (
  <Section title="谁看过一个人的信息">
    <form method="post" action={`${PATH}/looks`} class="form-actions">
      <CsrfInput csrf={visit.csrf} />
      <label>电话 <input class="form-control" name="phone" inputmode="tel" required autocomplete="off" /></label>
      <label>从 <input class="form-control" type="date" name="from" value={`${today().slice(0, 4)}-01-01`} required /></label>
      <label>到 <input class="form-control" type="date" name="to" value={today()} required /></label>
      <button type="submit" class="btn">查一查</button>
    </form>
    <p class="hint">填反映人留的电话，列出这段时间谁、以什么身份、为什么打开过他的姓名和电话。电话不进网址，这次查询也记入操作日志。</p>
  </Section>
);

async function showLooks(visit: Visit): Promise<Response> {
  expectKeeper(visit);
  const body = await sent(visit);
  const phone = phoneField('电话').safeParse(body.text('phone') ?? '');
  const [from, to] = [body.text('from') ?? '', body.text('to') ?? ''];
  if (!phone.success) throw invalid({ phone: '请填写完整的电话号码。' });
  if (!isDay(from!) || !isDay(to!)) throw invalid({ from: '请写明从哪天到哪天。' });
  const found = await transact(visit.house, visit.actor, null, async (act) => {
    noteAccount(act, visit.actor.accountId!, 'look_up_views', 'self');
    return looksAt(act, phone.data, from!, to!);
  });
  if (visit.json) return json(visit, found);
  return page(visit, <LooksPage visit={visit} found={found} from={from!} to={to!} />);
}

const LooksPage = ({ visit, found: { entries, looks }, from, to }: { visit: Visit; found: LooksAt; from: string; to: string }) => (
  <Desk frame={frameOf(visit)} title="谁看过">
    <Head title="谁看过" lead={`${from}至${to}，留了这个电话的台账${entries}条，打开过${looks.length}次。`} back={{ label: '个人信息清单', href: PATH }} />
    {looks.length === 0 ? <p class="quiet">这段时间没有人打开过。</p> : (
      <Table<Look>
        caption="打开过的"
        rows={looks}
        href={({ href }) => href}
        columns={[
          { key: 'entry', label: '台账编号', cell: ({ entry }) => entry, onCards: 'title' },
          { key: 'at', label: '时间', cell: ({ at }) => shownMoment(at), tight: true },
          { key: 'viewer', label: '查看人', cell: ({ viewer, standing }) => `${viewer}（${standing}）` },
          { key: 'purpose', label: '用途', cell: ({ purpose }) => purposes[purpose as keyof typeof purposes], tight: true },
          { key: 'way', label: '方式', cell: ({ way }) => viewWays[way as keyof typeof viewWays], tight: true },
        ]}
      />
    )}
  </Desk>
);

/** Where whoever may have one finds it: on the page of the person. */
export const copyBeside: Beside<Person> = {
  record: person.name, title: '个人信息', uncounted: true,
  find: async ({ actor }, { id }) => [
    ...(mayHaveCopy(actor, id) ? [{ label: '系统里存有的全部信息，要一份副本', href: `/${person.path}/${id}/copy` }] : []),
    ...(actor.personId === id ? [{ label: '要求更正、删除', href: `/${personalRequest.path}` }] : []),
  ],
};

const mayHaveCopy = (actor: Actor, id: string): boolean => actor.personId === id || holds(actor, 'county_office');

async function offerCopy(visit: Visit): Promise<Response> {
  const row = await look(visit, (reading) => get<Person>(reading, person, visit.param('id')));
  if (!mayHaveCopy(visit.actor, row.id)) throw notFound('这位同志');
  return page(visit, (
    <Desk frame={frameOf(visit)} title="个人信息副本" width="narrow">
      <Head title="个人信息副本" lead={row.name} back={{ label: row.name, href: `/${person.path}/${row.id}` }} />
      <p>系统里写有{row.name}的每一条记录，一项不少，包括改动以前的内容。下载的是 JSON 文件，请当面或加密交给本人，不要发到群里。这次提供记入操作日志。</p>
      <p class="hint">涉及反映人的记录、同一条记录里别人的电话和身份证号、登录密码的校验值，不在里面。履职档案里哪里不对，在档案里申请更正；其他信息要更正、删除的，在“<a href={`/${personalRequest.path}`}>{personalRequest.title}</a>”里提出。</p>
      <form method="post" action={`/${person.path}/${row.id}/copy`} class="form-actions" data-turbo="false">
        <CsrfInput csrf={visit.csrf} />
        <button type="submit" class="btn btn-primary">下载副本</button>
      </form>
    </Desk>
  ));
}

/** For the person, or given out by the office: noted first, in the same act as it is read. */
async function giveCopy(visit: Visit): Promise<Response> {
  await sent(visit);
  const { actor, house } = visit;
  const id = visit.param('id');
  if (!mayHaveCopy(actor, id)) throw notFound('这位同志');
  const about = await transact(house, actor, null, async (act) => {
    const all = await everythingAbout(act, id);
    act.lines.push({ record: person.name, id, step: 'give_copy', from: null, to: null, before: {}, after: {}, relation: actor.personId === id ? 'self' : 'county_office' });
    return all;
  });
  if (visit.json) return json(visit, about);
  return visit.context.body(JSON.stringify(about, null, 1), 200, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', 'content-disposition': namedFile('attachment', `个人信息副本 ${about.person.name} ${today()}.json`) });
}
