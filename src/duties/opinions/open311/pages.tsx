import type { Committee } from '#institutions/committees/record.ts';
import { CHINESE } from '#platform/languages/language.ts';
import { Section } from '#platform/ui/detail.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { Facts } from '#platform/ui/facts.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Head } from '#platform/ui/head.tsx';
import { Remark } from '#platform/ui/notice.tsx';
import { Table } from '#platform/ui/table.tsx';
import type { LedgerEntry } from '#duties/opinions/ledger/record.ts';
import type { SentWords } from '#duties/opinions/open311/facts.ts';
import { partnerSystem, type PartnerSystem } from '#duties/opinions/open311/record.ts';
import type { Service } from '#duties/opinions/open311/services.ts';

export const partnerPath = (id: string): string => `/${partnerSystem.path}/${id}`;
export const guidePath = `/${partnerSystem.path}-guide`;

/** The key itself, for as long as the browser that had it made keeps it; the program keeps only its hash. */
export const KeyPage = ({ frame, row, shown }: { frame: Frame; row: PartnerSystem; shown: string | undefined }) => (
  <Desk frame={frame} title={`${row.name}的密钥`} width="narrow">
    <Head title={`${row.name}的密钥`} back={{ label: row.name, href: partnerPath(row.id) }} />
    {shown ? (
      <>
        <Remark tone="warning">只在这里显示十分钟，系统里不留底。请当面、电话或加密邮件交给对方，不要发到群里。丢了就换发一把。</Remark>
        <Section title="请现在交给对方">
          <p><code class="code-text">{shown}</code></p>
          <p><a href={guidePath}>怎样接上系统，给对方技术人员看</a></p>
        </Section>
      </>
    ) : (
      <Section title="已经不再显示">
        <p>密钥只在发放后显示十分钟。{row.key_end ? `现在用的这把末四位是 ${row.key_end}。` : ''}对方没有收到的，请换发一把，旧的同时作废。</p>
        <p><a class="btn btn-primary" href={partnerPath(row.id)}>返回{row.name}</a></p>
      </Section>
    )}
  </Desk>
);

/** For the technicians of the other side; also what the office reads before it gives a key. */
export const GuidePage = ({ frame, base, services, places }: { frame: Frame; base: string; services: Service[]; places: Committee[] }) => (
  <Desk frame={frame} title="怎样接上系统">
    <Head title="怎样接上系统" lead="按国际通行的 Open311 GeoReport v2 接口，12345热线和别的县的系统可以把群众反映的事送进民情台账，并查到办得怎样。" back={{ label: partnerSystem.title, href: `/${partnerSystem.path}` }} />
    <Section title="三步">
      <ol class="numbered">
        <li>在“对接系统”里登记对方，点“发放密钥”，把密钥交给对方。</li>
        <li>把下面的地址交给对方的技术人员。他们先读事项类别，再按表单格式送件。</li>
        <li>对方凭我们答复的编号查进展；答复写在台账里，对方随时读得到。</li>
      </ol>
    </Section>
    <Section title="地址">
      <p>地址末尾写 .xml 的，答复是 XML。时间都带时区（+08:00）。</p>
      <Facts facts={[
        { label: '发现', value: <Address of={`${base.replace('/v2', '')}/discovery.json`} />, wide: true },
        { label: '事项类别', value: <Address of={`${base}/services.json`} />, wide: true },
        { label: '送件（POST）和查询', value: <Address of={`${base}/requests.json`} />, wide: true },
        { label: '查一件', value: <Address of={`${base}/requests/编号.json`} />, wide: true },
      ]}
      />
    </Section>
    <Section title="送件时填什么">
      <Table<[string, string]>
        caption="送件时填什么"
        rows={whatToSend}
        columns={[{ key: 'name', label: '字段', cell: ([name]) => <code class="code-text">{name}</code>, onCards: 'title' }, { key: 'words', label: '说明', cell: ([, words]) => words }]}
      />
    </Section>
    <Section title="事项类别" count={services.length}>
      <p>类别由本县在<a href="/parameters">办法参数</a>里定。代码定了以后不要挪作他用，对方是按代码送的。</p>
      <Table
        caption="事项类别"
        rows={services}
        columns={[{ key: 'code', label: '代码', cell: ({ code }) => code, tight: true }, { key: 'name', label: '名称', cell: ({ name }) => <span lang={CHINESE}>{name}</span>, onCards: 'title' }, { key: 'group', label: '分组', cell: ({ group }) => <span lang={CHINESE}>{group}</span> }]}
      />
    </Section>
    <Section title="送到哪个联络委">
      <p>先看 attribute[committee]，再看 address_string 里写的乡镇名称：{places.map(({ place }) => place).join('、')}。都没有的，送到登记对方时选的联络委；没有选的退回，请对方补上。</p>
    </Section>
    <Section title="给出去的内容">
      <p>对方只查得到自己送的件和已经公开的件。答复里没有反映人的姓名、电话；事项和答复中像姓名、电话、证件号、门牌号的字样会去掉。对干部、单位的反映，只告诉办到哪一步。</p>
    </Section>
  </Desk>
);

const Address = ({ of }: { of: string }) => <code class="code-text">{of}</code>;

const whatToSend: [string, string][] = [
  ['api_key', '密钥，必填'], ['service_code', '事项类别的代码，必填'], ['description', '群众反映的事，最多2000字'],
  ['address_string', '地点，写明乡镇、村；也可以写 lat 和 long（度），或 address_id'], ['last_name、first_name、phone', '反映人，不愿留的不填'],
  ['attribute[source_id]', '在对方系统里的编号：同一编号再送，仍是同一件'], ['attribute[committee]', '乡镇（街道）的代码或名称'], ['attribute[people_affected]', '涉及人数'], ['attribute[dispute]', 'yes 或 no：是不是矛盾纠纷'],
  ['media_url', '照片的网址，工作人员自己点开看；照片也可以用 multipart/form-data 放在 files 里'],
];

/** On the page of an entry: where it came from. */
export const SentSection = ({ row, words }: { row: LedgerEntry; words: SentWords }) => (
  <Section title={`由${row.source}转来`}>
    <Facts facts={[
      { label: '对方编号', value: row.source_id },
      { label: '类别代码', value: words.service_code },
      { label: '位置（北纬，东经）', value: row.spot },
      { label: '照片', value: words.media_url && <a href={words.media_url} rel="noreferrer noopener" target="_blank">在对方系统打开</a> },
    ].filter(({ value }) => value)}
    />
  </Section>
);
