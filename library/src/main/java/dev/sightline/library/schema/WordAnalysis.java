package dev.sightline.library.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.core.FlattenGraphFilter;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/// Splits file names, captions, keywords and queries into words: by Unicode's rules (UAX 29), then
/// at underscores, between letters and digits and within camelCase, in lower case without accents.
/// `IMG_1234-Grüße.jpg` has the words `img`, `1234`, `grusse` and `jpg`.
///
/// Texts are [#composed] before they are split: macOS writes names in Unicode's decomposed form,
/// whose accents the splitting would keep.
public final class WordAnalysis {
  private static final int SPLITTING =
      WordDelimiterGraphFilter.GENERATE_WORD_PARTS
          | WordDelimiterGraphFilter.GENERATE_NUMBER_PARTS
          | WordDelimiterGraphFilter.SPLIT_ON_CASE_CHANGE
          | WordDelimiterGraphFilter.SPLIT_ON_NUMERICS;

  private static final CharArraySet FUNCTION_WORDS = EnglishAnalyzer.ENGLISH_STOP_WORDS_SET;

  /// Position gap between two names, captions or keywords of one image, so that no phrase matches
  /// across them.
  private static final int GAP = 1000;

  /// Largest distance between two words of one name, caption or keyword; words of different ones
  /// are farther apart.
  public static final int REACH = GAP - 100;

  private WordAnalysis() {}

  /// A new analyzer. Safe for concurrent use.
  public static Analyzer analyzer() {
    return new Analyzer() {
      @Override
      public int getPositionIncrementGap(String field) {
        return GAP;
      }

      @Override
      protected TokenStreamComponents createComponents(String field) {
        Tokenizer words = new StandardTokenizer();
        TokenStream parts =
            new FlattenGraphFilter(new WordDelimiterGraphFilter(words, SPLITTING, null));
        return new TokenStreamComponents(words, new ASCIIFoldingFilter(new LowerCaseFilter(parts)));
      }
    };
  }

  /// A text in Unicode's composed form (NFC), in which it is stored and compared.
  public static String composed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /// The words of a text without English function words.
  public static List<String> meaningful(String text) {
    return words(text).stream().filter(it -> !FUNCTION_WORDS.contains(it)).toList();
  }

  /// The words of a text, in order.
  ///
  /// @param text of any length
  public static List<String> words(String text) {
    var words = new ArrayList<String>();
    try (Analyzer analyzer = analyzer();
        TokenStream stream = analyzer.tokenStream("", composed(text))) {
      var word = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        words.add(word.toString());
      }
      stream.end();
    } catch (IOException e) {
      throw new UncheckedIOException("reading a text in memory", e);
    }
    return List.copyOf(words);
  }
}
