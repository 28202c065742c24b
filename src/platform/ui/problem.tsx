import type { Child } from 'hono/jsx';
import { Desk } from './desk.tsx';
import { Page, SkipLink } from './document.tsx';
import { type Frame, frameAddresses } from './frame.ts';
import { Icon } from './icons.tsx';
import { labels } from './labels.ts';
import { PublicPage } from './public.tsx';

export interface Refused {
  status: number;
  /** What is wrong and what to do, as the thrower wrote it; never a message of the machine. */
  sentence: string;
  clause?: string;
  /** For a 500: the number to quote to whoever maintains the program. */
  reference?: string;
  /** Sentences at the fields, when there is no form to show them in. */
  fields?: Readonly<Record<string, string>>;
}

/** Short titles of what can be refused; the sentence below says the rest. */
const titles: Record<number, string> = {
  400: '这个请求没有看懂',
  401: '请您先登录',
  403: '这一步不由您办理',
  404: '没有找到这一页',
  405: '这个地址不能这样用',
  409: '内容已经变了',
  413: '文件太大了',
  415: '这种文件打不开',
  422: '有几处需要改一改',
  429: '操作太快了，请稍等',
  500: '程序出了问题，抱歉',
  503: '请过几秒再试一次',
  507: '服务器的磁盘满了',
};

/** What a refusal looks like inside the desk, or on a sheet when nobody is signed in; without a frame not even the county is known. */
export function ProblemPage({ frame, refused, children }: { frame?: Frame; refused: Refused; children?: Child }) {
  const title = titles[refused.status] ?? titles[refused.status >= 500 ? 500 : 400] ?? '';
  const body = (
    <ProblemBody refused={refused} title={title} signedIn={Boolean(frame?.person)}>
      {children}
    </ProblemBody>
  );
  if (frame?.person) {
    return (
      <Desk frame={frame} title={title} width="narrow">
        {body}
      </Desk>
    );
  }
  if (frame) {
    return (
      <PublicPage frame={frame} title={title} heading={false}>
        {body}
      </PublicPage>
    );
  }
  return (
    <Page title={title} elder={false} look="public">
      <SkipLink />
      <main id="content" class="sheet" tabindex={-1}>
        {body}
      </main>
    </Page>
  );
}

function ProblemBody(props: { refused: Refused; title: string; signedIn: boolean; children?: Child }) {
  const { refused, title, signedIn } = props;
  return (
    <div class="card refused">
      <h1>
        <Icon name={refused.status >= 500 ? 'warning' : 'info'} />
        {title}
      </h1>
      <p class="refused-sentence">{refused.sentence}</p>
      {refused.fields && Object.keys(refused.fields).length > 0 && (
        <ul class="refused-fields">
          {Object.values(refused.fields).map((sentence) => <li>{sentence}</li>)}
        </ul>
      )}
      {refused.clause && <p class="quiet">{labels.clause}：{refused.clause}</p>}
      {refused.reference && <p class="refused-reference">{labels.reference}：<code>{refused.reference}</code></p>}
      {props.children}
      <p class="refused-ways">
        <a class="btn btn-primary" href={refused.status === 401 ? frameAddresses.logIn : frameAddresses.home}>
          {refused.status === 401 ? labels.logIn : signedIn ? labels.goHome : labels.goFront}
        </a>
      </p>
    </div>
  );
}

export interface Difference {
  label: string;
  /** What this person typed. */
  yours: string;
  /** What the record says now. */
  theirs: string;
}

/** For a 409: both versions side by side, only where they differ. Stands above the form that was sent. */
export function Differences({ differences, who }: { differences: Difference[]; who?: string }) {
  return (
    <div class="differences">
      {who && <p>{who}</p>}
      <table class="table" role="table">
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">{labels.field}</th>
            <th role="columnheader" scope="col">{labels.yours}</th>
            <th role="columnheader" scope="col">{labels.theirs}</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {differences.map((one) => (
            <tr role="row">
              <th role="rowheader" scope="row" class="card-title-cell">{one.label}</th>
              <td role="cell" data-label={labels.yours}><span class="cell">{one.yours || labels.none}</span></td>
              <td role="cell" data-label={labels.theirs}><span class="cell">{one.theirs || labels.none}</span></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
