import type { Slice } from '#platform/chapter.ts';
import { figures } from '#duties/proposals/contacts/facts.ts';
import { proposalContact } from '#duties/proposals/contacts/record.ts';
import { mount } from '#duties/proposals/contacts/routes.tsx';

/** 与提案人沟通: part of the proposals' slice. */
export const contactsPart = {
  records: [proposalContact],
  figures,
  applies: [{ record: proposalContact.name, parameters: ['contacts.required', 'contacts.first_days', 'contacts.before_reply'] }],
  mount,
} satisfies Slice;
