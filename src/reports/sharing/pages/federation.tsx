import { FILES } from '#platform/files/taking-in.ts';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { FileField } from '#platform/ui/fields.tsx';
import { Form, freshForm } from '#platform/ui/form.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Head } from '#platform/ui/head.tsx';
import { Remark } from '#platform/ui/notice.tsx';
import { FILE_LIMIT } from '#reports/sharing/file.ts';
import type { TakenIn } from '#reports/sharing/incoming.ts';
import { sibling, type Sibling } from '#reports/sharing/siblings/record.ts';

export const importPath = `/${sibling.path}/import`;

interface Result {
  name: string;
  taken?: TakenIn;
  refused?: string;
}

/** What became of each file, and the next ones. */
export const ImportPage = ({ frame, results = [] }: { frame: Frame; results?: readonly Result[] }) => (
  <Desk frame={frame} title="导入上报文件" width="narrow">
    <Head title="导入上报文件" lead="每份文件先验签名、再验号数和口径，有一处不对就整份不收。" back={{ label: sibling.title, href: `/${sibling.path}` }} />
    {results.map(({ name, taken, refused }) => (
      <Remark tone={refused ? 'warning' : 'good'}>
        <p><b>{name}</b>：{refused ?? wordsOf(taken!)}</p>
        {taken && taken.left.length > 0 && <ul>{taken.left.map((left) => <li>{left}</li>)}</ul>}
      </Remark>
    ))}
    <Form frame={frame} action={importPath} form={freshForm()} submit="导入" files wholePage cancel={`/${sibling.path}`}>
      <FileField form={freshForm()} name={FILES} label="各县导出的上报文件（.json）" accept=".json,application/json" required multiple maxMebibytes={FILE_LIMIT / 1024 / 1024} maxFiles={20} />
    </Form>
  </Desk>
);

const wordsOf = ({ county, serial, again, same, restated, left, ...taken }: TakenIn): string => {
  if (again) return `${county}第${serial}号文件以前已经收过，没有重复收。`;
  const told = [`新收${taken.new}个数字`, ...(same > 0 ? [`${same}个没有变化`] : []), ...(restated > 0 ? [`${restated}个是更正`] : []), ...(left.length > 0 ? [`${left.length}个没有收：`] : [])];
  return `${county}第${serial}号文件，签名完好，${told.join('，')}${left.length > 0 ? '' : '。'}`;
};

/** The token itself, for as long as the browser that had it made keeps it; the program keeps only its hash. */
export const TokenPage = ({ frame, row, shown, address }: { frame: Frame; row: Sibling; shown: string | undefined; address: string }) => (
  <Desk frame={frame} title={`${row.name}的接口密钥`} width="narrow">
    <Head title={`${row.name}的接口密钥`} back={{ label: row.name, href: `/${sibling.path}/${row.id}` }} />
    {shown ? (
      <>
        <Remark tone="warning">只在这里显示十分钟，系统里不留底。请当面、电话或加密邮件交给对方，不要发到群里。丢了就再发放一把，旧的同时作废。</Remark>
        <Section title="请现在交给对方">
          <p><code class="code-text">{shown}</code></p>
          <p>对方把导出的上报文件原样用 POST 送到下面的地址，请求头写 Authorization: Bearer 加这把密钥：</p>
          <p><code class="code-text">{address}</code></p>
        </Section>
      </>
    ) : (
      <Section title="已经不再显示">
        <p>密钥只在发放后显示十分钟。{row.key_end ? `现在用的这把末四位是 ${row.key_end}。` : ''}对方没有收到的，请再发放一把，旧的同时作废。</p>
      </Section>
    )}
  </Desk>
);
