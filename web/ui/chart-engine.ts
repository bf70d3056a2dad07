// The one place that loads ECharts, and of it only what our charts draw with.
import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent, MarkPointComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([LineChart, BarChart, GridComponent, MarkLineComponent, MarkPointComponent, SVGRenderer]);

export type { ECharts } from 'echarts/core';
export { init };
