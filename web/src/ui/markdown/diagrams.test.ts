import { expect, it } from 'vitest';
import { withMarkup, withoutMarkup } from './diagrams';

it.each([
  ['A["<img src=x onerror=run()>"] --> B', 'A["<\u2060img src=x onerror=run()>"] --> B'],
  ['A["one<br/>two<BR>three"] <--> B', 'A["one<br/>two<BR>three"] <--> B'],
  ['class Shape {\n<<interface>>\n}\nShape <|-- Circle', 'class Shape {\n<<interface>>\n}\nShape <|-- Circle'],
  ['A["<<img src=x onerror=run()>>"]', 'A["<<\u2060img src=x onerror=run()>>"]'],
  ['A["a < b, a<b, </p>, <!--"]', 'A["a < b, a<\u2060b, <\u2060/p>, <\u2060!--"]'],
  ['A["#lt;img &lt;img #60;img &#x3c;img #amp;lt;img <#105;mg"]', 'A["#lt;\u2060img &lt;\u2060img #60;\u2060img &#x3c;\u2060img #amp;lt;\u2060img <\u2060#105;mg"]'],
  ['A["#quot;quoted#quot; &amp; #9829;"]', 'A["#quot;quoted#quot; &amp; #9829;"]'],
])('%s', (source, expected) => {
  expect(withoutMarkup(source)).toBe(expected);
  expect(withMarkup(expected)).toBe(source);
});
