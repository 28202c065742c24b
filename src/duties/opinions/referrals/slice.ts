import type { Slice } from '#platform/chapter.ts';
import { commitment } from '#duties/opinions/referrals/commitments/record.ts';
import * as commitmentRoutes from '#duties/opinions/referrals/commitments/routes.tsx';
import { claims, datedRecords, figures, ratios } from '#duties/opinions/referrals/facts.ts';
import { referral } from '#duties/opinions/referrals/record.ts';
import * as referralRoutes from '#duties/opinions/referrals/routes.tsx';
import { replyTemplate } from '#duties/opinions/referrals/templates/record.ts';
import * as templateRoutes from '#duties/opinions/referrals/templates/routes.tsx';
import { awaited } from '#duties/opinions/referrals/waiting.ts';

/** 转办: part of the opinions' slice. */
export const referralsPart = {
  records: [referral, commitment, replyTemplate],
  figures,
  ratios,
  claims,
  awaited,
  dated: datedRecords,
  applies: [{ record: referral.name, parameters: ['referral.days', 'referral.return_days', 'referral.most_extensions'], day: 'sent_on' }],
  committeesWork: [{ declared: referral, committee: 'committee_id' }, { declared: commitment, committee: 'committee_id' }],
  mount(site) {
    referralRoutes.mount(site);
    commitmentRoutes.mount(site);
    templateRoutes.mount(site);
  },
} satisfies Slice;
