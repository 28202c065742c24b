import type { Child } from 'hono/jsx';
import { committeesNow, membersNow } from '#institutions/facts.ts';
import { appliedAt, guardedParameters, parameterAt } from '#plans/facts.ts';
import { guardedOfChecklists } from '#plans/haves/facts.ts';
import { json, page } from '#platform/http/answers.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Handler, type Visit } from '#platform/http/visit.ts';
import type { Lifecycle } from '#platform/lifecycle/lifecycle.ts';
import type { Obligation } from '#platform/obligations/obligation.ts';
import type { Reading } from '#platform/records/act.ts';
import { today } from '#platform/time.ts';
import { Applied, type Basis } from '#platform/ui/applied.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Head } from '#platform/ui/head.tsx';
import { Table, type Column } from '#platform/ui/table.tsx';
import { askings, heldTwice, minutes, type Asking, type Circumstances, type HeldTwice } from '#reports/compliance/burden.ts';
import { unusedFields, type Unused } from '#reports/compliance/unused.ts';
import { chosenRules, forbiddenFunctions, promises, publicRules, shieldRules, sources, type Rule } from '#reports/compliance/rules.ts';

const tag = '合规与负担';

/** What is declared and therefore measured. */
export interface Measured {
  readonly records: readonly Lifecycle[];
  readonly obligations: readonly Obligation[];
}

export const mountWith = (measured: Measured) => (site: Site): void => {
  site.add({ method: 'GET', path: '/compliance', handle: compliance, api: { summary: '合规对照', tag } });
  site.add({ method: 'GET', path: '/burden', handle: burden(measured), api: { summary: '填报负担', tag } });
};

const ruleColumns: Column<Rule>[] = [
  { key: 'rule', label: '要求和缘由', cell: ({ rule, reason }) => <><strong>{rule}</strong><br />{reason}</>, onCards: 'title' },
  { key: 'kept', label: '怎样做到', cell: ({ kept }) => kept },
  { key: 'source', label: '出处', cell: ({ source, proof }) => <>{sources[source]}<details class="quiet"><summary>自动检验</summary><code>{proof.file}：{proof.test}</code></details></> },
];

/** What is refused in the county's own words, and in which. */
const guarded = guardedParameters().map(({ parameters, ...refusal }) => ({ ...refusal, words: [guardedOfChecklists, ...parameters] }));

async function compliance(visit: Visit): Promise<Response> {
  if (visit.json) return json(visit, { promises, forbidden: forbiddenFunctions, personal: shieldRules, published: publicRules, chosen: chosenRules, guarded });
  return page(visit, (
    <Desk frame={frameOf(visit)} title="合规对照">
      <Head title="合规对照" lead="系统答应做到的，和系统里没有、也打不开的。每条都有缘由、出处和自动检验，可直接用于备案。" others={[{ label: '填报负担', href: '/burden', icon: 'clock' }]} />
      <Section title="答应做到的" count={promises.length}><Table<Rule> caption="答应做到的" columns={ruleColumns} rows={[...promises]} /></Section>
      <Section title="没有、也打不开的" count={forbiddenFunctions.length}><Table<Rule> caption="没有、也打不开的" columns={ruleColumns} rows={[...forbiddenFunctions]} /></Section>
      <Section title="怎样保护反映人" count={shieldRules.length}><Table<Rule> caption="怎样保护反映人" columns={ruleColumns} rows={[...shieldRules]} /></Section>
      <Section title="什么可以公开" count={publicRules.length}><Table<Rule> caption="什么可以公开" columns={ruleColumns} rows={[...publicRules]} /></Section>
      <Section title="愿意用才用的" count={chosenRules.length}><Table<Rule> caption="愿意用才用的" columns={ruleColumns} rows={[...chosenRules]} /></Section>
      <Section title="保存时会拒绝的设置" count={guarded.length}>
        <Table
          caption="保存时会拒绝的设置"
          columns={[
            { key: 'sentence', label: '拒绝时这样说明', cell: ({ sentence }: (typeof guarded)[number]): Child => sentence, onCards: 'title' },
            { key: 'words', label: '在哪里', cell: ({ words }) => <details class="quiet"><summary>{words.length}处县里自定的文字</summary><ul>{words.map(({ label, href }) => <li><a href={href}>{label}</a></li>)}</ul></details> },
          ]}
          rows={guarded}
        />
      </Section>
    </Desk>
  ));
}

interface Metered {
  asked: readonly (Asking & { minutes: number })[];
  twice: readonly HeldTwice[];
  unused: readonly Unused[];
  seconds: number;
  /** Where the seconds come from. */
  basis: Basis;
}

const burden = (measured: Measured): Handler => async (visit) => {
  const { asked, twice, unused, seconds, basis } = await look(visit, (reading) => metered(reading, measured));
  const sum = (of: (one: Metered['asked'][number]) => number): number => asked.reduce((total, one) => total + of(one), 0);
  const total = { forms: rounded(sum(({ timesAMonth }) => timesAMonth)), fields: rounded(sum(({ timesAMonth, fields }) => timesAMonth * fields)), minutes: rounded(sum((one) => one.minutes)) };
  if (visit.json) return json(visit, { month: total, seconds_per_field: seconds, forms: asked, held_twice: twice, unused });
  return page(visit, (
    <Desk frame={frameOf(visit)} title="填报负担">
      <Head
        title="填报负担"
        lead={`按方案要求的次数，每个联络委每月约填${total.forms}张表、${total.fields}栏，约${total.minutes}分钟。`}
        back={{ label: '合规对照', href: '/compliance' }}
      />
      <Section title="每月要填的表" count={asked.length}>
        <p class="hint">由各项职责和各表的栏目自动算出：每栏按{seconds}秒（<Applied basis={basis} />）、所有栏目都填计，是上限；随手登记的民情按最低次数计。</p>
        <Table<Metered['asked'][number]> caption="每月要填的表" columns={askingColumns} rows={[...asked]} href={({ path }) => `/${path}`} />
      </Section>
      <Section title="别处已有、又要再填的栏目" count={twice.length}>
        {twice.length === 0 ? <p class="quiet">没有。选了联络委、人员、提案，它们已有的内容都不再问。</p> : (
          <Table<HeldTwice>
            caption="别处已有、又要再填的栏目"
            columns={[
              { key: 'field', label: '栏目', cell: ({ field }) => field, onCards: 'title' },
              { key: 'record', label: '在哪张表', cell: ({ record }) => record },
              { key: 'heldBy', label: '已经记在', cell: ({ heldBy }) => heldBy },
            ]}
            rows={[...twice]}
          />
        )}
      </Section>
      <Section title="一年没有人填的栏目" count={unused.length}>
        <p class="hint">近一年登记了二十份以上、这一栏却一次也没有填过的选填栏，建议停用；要停用的，请点页面下方的“提意见”告诉我们。</p>
        {unused.length === 0 ? <p class="quiet">没有。</p> : (
          <Table<Unused>
            caption="一年没有人填的栏目"
            columns={[
              { key: 'field', label: '栏目', cell: ({ field }) => field, onCards: 'title' },
              { key: 'record', label: '在哪张表', cell: ({ record }) => record },
              { key: 'entered', label: '近一年登记（份）', cell: ({ entered }) => entered, align: 'end' },
            ]}
            rows={[...unused]}
          />
        )}
      </Section>
    </Desk>
  ));
};

const askingColumns: Column<Metered['asked'][number]>[] = [
  { key: 'title', label: '表', cell: ({ title }) => title, onCards: 'title' },
  { key: 'why', label: '为什么填', cell: ({ why }) => why.join('；') },
  { key: 'times', label: '每月次数', cell: ({ timesAMonth }) => rounded(timesAMonth), align: 'end' },
  { key: 'required', label: '必填栏', cell: ({ required }) => required, align: 'end' },
  { key: 'fields', label: '全部栏', cell: ({ fields }) => fields, align: 'end' },
  { key: 'minutes', label: '每月分钟', cell: (one) => rounded(one.minutes), align: 'end' },
];

const rounded = (value: number): number => Math.round(value * 10) / 10;

async function metered(reading: Reading, { records, obligations }: Measured): Promise<Metered> {
  const seconds = await parameterAt(reading, 'burden.seconds', today());
  const asked = askings(obligations, await circumstances(reading, obligations));
  const basis = await appliedAt(reading, 'burden.seconds', today());
  return { seconds, basis, twice: heldTwice(records), unused: await unusedFields(reading, records), asked: asked.map((one) => ({ ...one, minutes: minutes(one, seconds) })) };
}

async function circumstances(reading: Reading, obligations: readonly Obligation[]): Promise<Circumstances> {
  const required = new Map<string, number>();
  for (const { name, required: key } of obligations) if (key) required.set(name, Number(await parameterAt(reading, key as Parameters<typeof parameterAt>[1], today())));
  const [committees, members] = [await committeesNow(reading), await membersNow(reading)];
  const stationed = members.filter(({ committee_id }) => committee_id !== null).length;
  return { required, membersOfOne: committees.length === 0 ? 0 : stationed / committees.length };
}
