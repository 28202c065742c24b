import type { Child } from 'hono/jsx';
import { OfficialSheet } from '#platform/documents/official.tsx';
import { CsrfInput } from '#platform/ui/csrf.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Head, type Action } from '#platform/ui/head.tsx';
import type { Option } from '#platform/ui/filters.tsx';
import { aboutLine, Asking } from '#reports/asking.tsx';
import type { SpeechAsked, Speech } from '#reports/speech/speech.ts';
import { pinnedQuery } from '#reports/speech/pinned.ts';

export interface SpeechPageProps {
  frame: Frame;
  asked: SpeechAsked;
  speech: Speech;
  templates: readonly Option[];
  /** May keep it as given out, and edit its template. */
  mayKeep: boolean;
  requestId: string;
}

/** The speech with every figure and claim a link to its records, beside what its reader should know. */
export function SpeechPage({ frame, asked, speech, templates, mayKeep, requestId }: SpeechPageProps) {
  const pinned = pinnedQuery(asked, speech);
  return (
    <Desk frame={frame} title="发言材料">
      <Head title="发言材料" lead={aboutLine(asked, speech.at, frame.county.name)} others={links(asked, speech, mayKeep)} />
      <Asking action="/speech" asked={asked}>
        {templates.length > 1 && <TemplateChoice templates={templates} chosen={speech.wording.id} />}
      </Asking>
      <div class="speech">
        <OfficialSheet paper={speech.paper} />
        <div class="speech-aside">
          <Section title="出稿">
            <p>
              <a class="btn btn-primary" href={`/speech.docx?${pinned}`} data-turbo="false">下载 Word 文件</a>
            </p>
            <p class="hint">按公文格式（GB/T 9704-2012）排版，附全部引用数据的定义、数值和判断依据。</p>
            {mayKeep && <KeepForm frame={frame} pinned={pinned} requestId={requestId} />}
            <p class="hint">文字依据：{speech.wording.name}{speech.wording.version === undefined ? '' : `第${speech.wording.version}版`}</p>
          </Section>
          <Section title="请您过目" count={speech.remarks.length}>
            {speech.remarks.length === 0 ? <p>每个数字都有记录，每个判断都成立。</p> : (
              <ul class="speech-remarks">{speech.remarks.map((remark): Child => <li>{remark}</li>)}</ul>
            )}
          </Section>
        </div>
      </div>
    </Desk>
  );
}

function links(asked: SpeechAsked, speech: Speech, mayKeep: boolean): Action[] {
  const { id } = speech.wording;
  const template = { label: mayKeep ? '修改文字' : '文字模板', href: id ? `/speech-templates/${id}${mayKeep ? '/edit' : ''}` : '/speech-templates/new', icon: 'file' as const };
  return [
    { label: '数字与判断', href: `/figures?${pinnedQuery(asked, speech)}`, icon: 'reports' },
    ...(id || mayKeep ? [template] : []),
    { label: '已定稿', href: '/speeches', icon: 'journal' },
  ];
}

function TemplateChoice({ templates, chosen }: { templates: readonly Option[]; chosen?: string }) {
  return (
    <div>
      <label class="form-label" for="asking-template">文字模板</label>
      <select class="form-select" id="asking-template" name="template">
        {templates.map(({ value, label }) => (
          <option value={value} selected={value === chosen}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}

/** 定稿 keeps what is needed to print exactly this file again. */
function KeepForm({ frame, pinned, requestId }: { frame: Frame; pinned: URLSearchParams; requestId: string }) {
  return (
    <form method="post" action="/speeches">
      <CsrfInput csrf={frame.csrf} />
      <input type="hidden" name="request_id" value={requestId} />
      {[...pinned].map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <button type="submit" class="btn">定稿存档</button>
      <p class="hint">存下统计范围、截至时刻和文字版本，以后可以原样再印。</p>
    </form>
  );
}
