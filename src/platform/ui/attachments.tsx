import { randomUUID } from 'node:crypto';
import { CsrfInput } from './csrf.tsx';
import { FileField } from './fields.tsx';
import type { FormState } from './form.tsx';
import type { Frame } from './frame.ts';
import { Icon } from './icons.tsx';
import { labels } from './labels.ts';

export interface AttachedFile {
  id: string;
  name: string;
  /** PDF · 1.2 MB · 李春梅 · 2025-03-10. */
  about: string;
  /** Where it is opened; absent for who may not, and for what was withdrawn. */
  href?: string;
  /** The picture itself, to be shown in place. */
  picture?: string;
  /** Where its withdrawal is sent, for who may withdraw it. */
  withdrawal?: string;
  /** Who took it off, when and why; then it is struck through. */
  withdrawn?: { about: string; why: string };
}

/** What the form for adding files needs to say. */
export interface Adding {
  action: string;
  field: string;
  form: FormState;
  accept: string;
  maxMebibytes: number;
  maxFiles: number;
  maxTotalMebibytes: number;
}

export interface AttachmentsProps {
  frame: Pick<Frame, 'csrf'>;
  files: AttachedFile[];
  /** Why the files that are there cannot be opened. */
  closed?: string;
  adding?: Adding;
}

/** 附件: files with what they are; pictures open in place; a quiet form to add some, which works without script. */
export function Attachments({ frame, files, closed, adding }: AttachmentsProps) {
  return (
    <>
      {files.length === 0 && <p class="quiet">{labels.noAttachments}</p>}
      {closed && <p class="quiet">{closed}</p>}
      {files.length > 0 && (
        <ul class="attachments">
          {files.map((file) => <li>{file.withdrawn ? <Withdrawn file={file} withdrawn={file.withdrawn} /> : <Standing frame={frame} file={file} />}</li>)}
        </ul>
      )}
      {adding && <AddingForm frame={frame} adding={adding} />}
    </>
  );
}

function Standing({ frame, file }: { frame: Pick<Frame, 'csrf'>; file: AttachedFile }) {
  return (
    <>
      <p class="attachment">
        <Icon name={file.picture ? 'photo' : 'clip'} />
        <span class="attachment-words">
          {file.href ? <a href={file.href} data-turbo="false">{file.name}</a> : <span>{file.name}</span>}
          <span class="quiet">{file.about}</span>
        </span>
      </p>
      {file.picture && (
        <details class="attachment-more">
          <summary aria-label={labels.openPictureNamed(file.name)}>{labels.openPicture}</summary>
          <img src={file.picture} alt={file.name} loading="lazy" />
        </details>
      )}
      {file.withdrawal && <WithdrawalForm frame={frame} action={file.withdrawal} name={file.name} id={file.id} />}
    </>
  );
}

const Withdrawn = ({ file, withdrawn }: { file: AttachedFile; withdrawn: NonNullable<AttachedFile['withdrawn']> }) => (
  <p class="attachment attachment-withdrawn">
    <Icon name="clip" />
    <span class="attachment-words">
      <s>{file.name}</s>
      <span class="quiet">{withdrawn.about}</span>
      <span class="quiet">{labels.withdrawnBecause(withdrawn.why)}</span>
    </span>
  </p>
);

function WithdrawalForm({ frame, action, name, id }: { frame: Pick<Frame, 'csrf'>; action: string; name: string; id: string }) {
  return (
    <details class="attachment-more attachment-act">
      <summary aria-label={labels.withdrawFileNamed(name)}>{labels.withdrawFile}</summary>
      <form method="post" action={action}>
        <CsrfInput csrf={frame.csrf} />
        <input type="hidden" name="request_id" value={randomUUID()} />
        <label class="form-label" for={`withdraw-${id}`}>
          {labels.withdrawFileWhy}
          <span class="mark-required">{labels.required}</span>
        </label>
        <textarea class="form-control" id={`withdraw-${id}`} name="reason" rows={2} required maxlength={1000} />
        <button type="submit" class="btn">{labels.withdrawFileSure}</button>
      </form>
    </details>
  );
}

function AddingForm({ frame, adding }: { frame: Pick<Frame, 'csrf'>; adding: Adding }) {
  const { action, field, form, accept, maxMebibytes, maxFiles, maxTotalMebibytes } = adding;
  const again = Object.keys(form.problems).length > 0;
  return (
    <details class="attachment-add attachment-act" open={again} id={again ? 'problems' : undefined} tabindex={again ? -1 : undefined}>
      <summary class="btn">
        <Icon name="upload" />
        <span>{labels.addAttachment}</span>
      </summary>
      <form method="post" action={`${action}#attachments`} enctype="multipart/form-data">
        <CsrfInput csrf={frame.csrf} />
        <input type="hidden" name="request_id" value={randomUUID()} />
        <FileField form={form} name={field} label={labels.file} hint={labels.attachmentHint(maxMebibytes, maxFiles)} accept={accept} multiple required maxMebibytes={maxMebibytes} maxFiles={maxFiles} maxTotalMebibytes={maxTotalMebibytes} />
        <button type="submit" class="btn btn-primary" data-turbo-submits-with={labels.sending}>{labels.send}</button>
      </form>
    </details>
  );
}
