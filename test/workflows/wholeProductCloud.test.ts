import type * as QuickWaits from '../setup/quickWaits';
import { wholeProductBy } from './wholeProduct';

jest.mock('n8n-workflow', () => jest.requireActual<typeof QuickWaits>('../setup/quickWaits').withQuickWaits());

wholeProductBy('whatsapp_cloud');
