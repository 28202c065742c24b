import { randomUUID } from 'node:crypto';
import type { Child } from 'hono/jsx';
import type { Progress } from '#platform/exporting/writing.ts';
import type { ListExport } from '#platform/exporting/store.ts';
import { shownMoment } from '#platform/time.ts';
import { CsrfInput } from '#platform/ui/csrf.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { Form, freshForm } from '#platform/ui/form.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Head } from '#platform/ui/head.tsx';

/** Seconds between two looks at how far it is. */
const LOOK_AGAIN = 2;

const grouped = (n: number): string => n.toLocaleString('en');

/** Asked before a long list is written: how long it is, and what else one may do. */
export function LongListPage({ frame, title, rows, back, action }: { frame: Frame; title: string; rows: number; back: string; action: string }) {
  return (
    <Desk frame={frame} title={`导出${title}`} width="narrow">
      <Head title={`导出${title}`} back={{ label: title, href: back }} />
      <section class="card"><div class="card-body">
        <Form frame={frame} action={action} form={freshForm()} submit="开始导出" cancel={back}>
          <p>这份清单有{grouped(rows)}行，比较长。系统在后台写成 Excel 文件，您可以看着进度，也可以先去做别的；写好的文件留一天。</p>
          <p class="hint">只要一部分的，请回到列表缩小筛选范围。</p>
        </Form>
      </div></section>
    </Desk>
  );
}

/** Asked before many rows leave as CSV: the answer to the form is the file, once the person has proved again who it is. */
export function ManyRowsPage({ frame, title, rows, back, action }: { frame: Frame; title: string; rows: number; back: string; action: string }) {
  return (
    <Desk frame={frame} title={`导出${title}`} width="narrow">
      <Head title={`导出${title}`} back={{ label: title, href: back }} />
      <section class="card"><div class="card-body">
        <Form frame={frame} action={action} form={freshForm()} submit="核对本人并导出" cancel={back} wholePage>
          <p>这份清单有{grouped(rows)}行。成批带出去的，要再核对一次是您本人。</p>
          <p class="hint">只要一部分的，请回到列表缩小筛选范围。</p>
        </Form>
      </div></section>
    </Desk>
  );
}

export interface ExportProps {
  frame: Frame;
  one: ListExport;
  /** Absent: nothing writes it any more. */
  progress?: Progress;
}

/** How far an export is, and the file once it is there. */
export function ExportPage({ frame, one, progress }: ExportProps) {
  const writing = one.state === 'writing' && progress !== undefined;
  const list = one.address.replace(/\.xlsx(?=\?|$)/u, '');
  return (
    <Desk frame={frame} title={`导出${one.title}`} width="narrow" again={writing ? LOOK_AGAIN : undefined}>
      <Head title={`导出${one.title}`} lead={`${shownMoment(one.begun_at)}开始，共${grouped(one.due)}行`} back={{ label: one.title, href: list }} others={[{ label: '我导出的文件', href: '/exports' }]} />
      <section class="card"><div class="card-body">{writing ? <Writing frame={frame} one={one} progress={progress} /> : <Ended frame={frame} one={one} />}</div></section>
    </Desk>
  );
}

function Writing({ frame, one, progress }: Required<ExportProps>): Child {
  return (
    <>
      <page-again data-seconds={String(LOOK_AGAIN)} />
      <p role="status">{progress.done === 0 ? '正在准备，前面可能还有别的导出。' : `已写入${grouped(progress.done)}行，共${grouped(one.due)}行。`}</p>
      <progress class="export-bar" max={Math.max(1, one.due)} value={Math.min(progress.done, one.due)} aria-label="已写入的行">{progress.done}</progress>
      <p class="hint">写好以前可以离开，回来还在“我导出的文件”里。</p>
      <form method="post" action={`/exports/${one.id}/cancellation`}>
        <CsrfInput csrf={frame.csrf} />
        <button type="submit" class="btn">不要了</button>
      </form>
    </>
  );
}

const sentences: Readonly<Record<string, string>> = {
  writing: '程序重新启动过，这份没有写完。请再导出一次。', cancelled: '这份导出已经取消。',
};

function Ended({ frame, one }: Omit<ExportProps, 'progress'>): Child {
  if (one.state === 'ready') {
    return (
      <>
        <p role="status">写好了，{sizeOf(Number(one.bytes))}。文件留到{shownMoment(new Date(one.begun_at.getTime() + DAY_MS))}，只有您能下载。</p>
        <p><a class="btn btn-primary" href={`/exports/${one.id}/file`} data-turbo="false">下载</a></p>
      </>
    );
  }
  return (
    <form method="post" action={one.address}>
      <p role="status">{one.fault ?? sentences[one.state]}</p>
      <CsrfInput csrf={frame.csrf} />
      <input type="hidden" name="request_id" value={randomUUID()} />
      <button type="submit" class="btn btn-primary">再导出一次</button>
    </form>
  );
}

const DAY_MS = 86_400_000;

const sizeOf = (bytes: number): string => (bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`);

const stateWords: Readonly<Record<string, string>> = { ready: '写好了', failed: '没有写成', cancelled: '已取消' };

/** What this person exported during the last day. */
export function ExportsPage({ frame, exports, writing }: { frame: Frame; exports: readonly ListExport[]; writing: (id: string) => boolean }) {
  return (
    <Desk frame={frame} title="我导出的文件" width="narrow">
      <Head title="我导出的文件" lead="长清单在后台写成文件，留一天" />
      <section class="card"><div class="card-body">
        {exports.length === 0 ? <p class="quiet">这一天里没有导出过长清单。</p> : (
          <ul class="links">{exports.map((one): Child => <li><a href={`/exports/${one.id}`}>{one.title}</a>　{grouped(one.due)}行，{shownMoment(one.begun_at)}，{stateWords[one.state] ?? (writing(one.id) ? '正在写' : '没有写完')}</li>)}</ul>
        )}
      </div></section>
    </Desk>
  );
}
