import { randomUUID } from 'node:crypto';
import type { Child } from 'hono/jsx';
import { OfficialSheet } from '#platform/documents/official.tsx';
import { CsrfInput } from '#platform/ui/csrf.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Head, type Action } from '#platform/ui/head.tsx';
import type { Option } from '#platform/ui/filters.tsx';
import { aboutLine, Asking } from '#reports/asking.tsx';
import { kindLabels, kindOf, type Kind } from '#reports/wording/paper-kinds.ts';
import type { SpeechAsked, Speech } from '#reports/speech/speech.ts';
import { pinnedQuery } from '#reports/speech/pinned.ts';

export interface SpeechPageProps {
  frame: Frame;
  asked: SpeechAsked;
  speech: Speech;
  templates: readonly Option[];
  /** May draft a paper from it, and edit its template. */
  mayKeep: boolean;
}

/** The paper with every figure and claim a link to its records, beside what its reader should know. */
export function SpeechPage({ frame, asked, speech, templates, mayKeep }: SpeechPageProps) {
  const pinned = pinnedQuery(asked, speech);
  return (
    <Desk frame={frame} title={kindOf(speech.wording).label}>
      <Head title={kindOf(speech.wording).label} lead={aboutLine(asked, speech.at, frame.county.name)} others={links(asked, speech, mayKeep)} />
      <Asking action="/speech" asked={asked}>
        <KindChoice chosen={speech.wording.kind} />
        {templates.length > 1 && <TemplateChoice templates={templates} chosen={speech.wording.id} />}
      </Asking>
      <div class="speech">
        <OfficialSheet paper={speech.paper} />
        <div class="speech-aside">
          <Section title="出稿">
            <p>
              <a class="btn btn-primary" href={`/speech.docx?${pinned}`} data-turbo="false">下载 Word 文件</a>
              {' '}
              <a class="btn" href={`/speech.pdf?${pinned}`} data-turbo="false">PDF</a>
            </p>
            <p class="hint">按公文格式（GB/T 9704-2012）排版，附全部引用数据的定义、数值和判断依据。</p>
            {mayKeep && <DraftForm frame={frame} asked={asked} speech={speech} />}
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
  const template = { label: mayKeep ? '修改文字' : '文字模板', href: id ? `/speech-templates/${id}${mayKeep ? '/edit' : ''}` : `/speech-templates/new?kind=${speech.wording.kind}`, icon: 'file' as const };
  return [
    { label: '数字与判断', href: `/figures?${pinnedQuery(asked, speech)}`, icon: 'reports' },
    ...(id || mayKeep ? [template] : []),
    { label: '文稿', href: '/speeches', icon: 'journal' },
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

/** Another kind of paper: the template that was chosen is of this one. */
const KindChoice = ({ chosen }: { chosen: Kind }) => (
  <div>
    <label class="form-label" for="asking-kind">文种</label>
    <select class="form-select" id="asking-kind" name="kind">
      {Object.entries(kindLabels).map(([value, label]) => <option value={value} selected={value === chosen}>{label}</option>)}
    </select>
  </div>
);

/** A draft of its own, with these numbers: its sentences can be changed, then it is checked and issued. */
function DraftForm({ frame, asked, speech }: { frame: Frame; asked: SpeechAsked; speech: Speech }) {
  const { wording, at } = speech;
  const told = { request_id: randomUUID(), kind: wording.kind, template_id: wording.id ?? '', from_on: asked.from, to_on: asked.to, moment: at.toISOString() };
  return (
    <form method="post" action="/speeches">
      <CsrfInput csrf={frame.csrf} />
      {Object.entries(told).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <button type="submit" class="btn">起草文稿</button>
      <p class="hint">按这些数字起草一份，文字可以再改；核对签字以后定稿，随时可以原样再印。</p>
    </form>
  );
}
