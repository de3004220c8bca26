package dev.sightline.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobOptionsTest {
  @Test
  void all_that_may_be_said_is_understood() {
    JobOptions options =
        JobOptions.parse(
            "--input",
            "hdfs://nn/a",
            "--input",
            "b",
            "--exclude",
            "raw",
            "--model",
            "m",
            "--variant",
            "int8",
            "--decode",
            "full",
            "--output",
            "out",
            "--half",
            "--part-size",
            "50",
            "--retry",
            "--push",
            "solr:http://h:1/solr/c",
            "--solr-login",
            "file");

    assertThat(options.source())
        .isEqualTo(new ImageInput.Folders(List.of("hdfs://nn/a", "b"), List.of("raw")));
    assertThat(options.variant().label()).isEqualTo("int8");
    assertThat(options.fullDecode()).isTrue();
    assertThat(options.half()).isTrue();
    assertThat(options.partSize()).isEqualTo(50);
    assertThat(options.retry()).isTrue();
    assertThat(options.push()).contains("solr:http://h:1/solr/c");
    assertThat(options.loginFile()).contains("file");
  }

  @Test
  void tables_have_columns_by_the_names_that_spark_gives_them() {
    assertThat(JobOptions.parse("--bytes", "t", "--model", "m", "--output", "o").source())
        .isEqualTo(new ImageInput.BytesTable("t", "path", "content"));
    assertThat(JobOptions.parse("--paths", "t", "--model", "m", "--output", "o").source())
        .isEqualTo(new ImageInput.PathTable("t", "path"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --model m --output o                                   | one of --input, --list
          --model m --output o --input a --list b                | not with --input and --list
          --input a --output o                                   | --model is missing
          --input a --model m                                    | --output is missing
          --input a --model m --output o --part-size 0           | got '0'
          --input a --model m --output o --part-size many        | got 'many'
          --input a --model m --output o --variant fp8           | fp32, fp16 or int8
          --input a --model m --output o --decode half           | auto or full
          --input a --model m --output o --speed 9               | no option '--speed'
          --input a --model m --output o --output p              | given twice
          --input a --model m --output                           | needs a value
          --list a --model m --output o --exclude b              | belongs to --input
          """)
  void what_is_wrong_is_said(String arguments, String message) {
    assertThatThrownBy(() -> JobOptions.parse(arguments.split(" ")))
        .isInstanceOf(JobException.class)
        .hasMessageContaining(message);
  }

  @Test
  void every_option_is_explained() {
    assertThat(JobOptions.HELP)
        .contains("--input", "--list", "--paths", "--bytes", "--path-column", "--bytes-column")
        .contains("--model", "--variant", "--decode", "--output", "--half", "--part-size")
        .contains("--retry", "--push", "--solr-login", "--exclude");
  }
}
