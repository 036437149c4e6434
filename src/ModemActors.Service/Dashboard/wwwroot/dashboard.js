// Everything works without this file; with it the page stays true while one looks at it.
import { keepTimes } from './times.js';
import { startLive } from './live.js';
import { takeForms } from './forms.js';
import { countParts } from './compose.js';
import { takeFilters } from './filter.js';
import { toNewest } from './thread.js';

keepTimes();
takeForms();
countParts();
takeFilters();
toNewest();
startLive();
