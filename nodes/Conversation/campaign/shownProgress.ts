import type { IDataObject } from 'n8n-workflow';

import { progressText } from '../../shared/core/campaign/progressText';
import { reasonShown } from '../../shared/core/campaign/reasons';
import type { CampaignProgress } from '../../shared/store/campaigns';

/** How far a campaign is, with the same in words (`text`) and what holds it (`because`). */
export const shownProgress = (progress: CampaignProgress): IDataObject =>
	({ ...progress, because: reasonShown(progress.reason ?? progress.waits_for), text: progressText(progress) }) as unknown as IDataObject;
