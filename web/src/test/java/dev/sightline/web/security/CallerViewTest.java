package dev.sightline.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.searcher.ImageField;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class CallerViewTest {
  @Test
  void a_stranger_sees_neither_paths_nor_places_of_a_library_that_hides_them() {
    assertThat(new CallerView(false, false).fields().fields())
        .doesNotContain(ImageField.PATH, ImageField.PATHS, ImageField.PLACE)
        .contains(ImageField.ID, ImageField.THUMBNAIL);
  }

  @Test
  void every_field_is_named_for_somebody() {
    assertThat(new CallerView(true, true).fields().fields())
        .containsExactlyInAnyOrderElementsOf(EnumSet.allOf(ImageField.class));
  }

  @Test
  void paths_and_places_are_shown_independently() {
    assertThat(new CallerView(true, false).fields().fields())
        .contains(ImageField.PATH, ImageField.PATHS)
        .doesNotContain(ImageField.PLACE);
    assertThat(new CallerView(false, true).fields().fields())
        .contains(ImageField.PLACE)
        .doesNotContain(ImageField.PATH, ImageField.PATHS);
  }
}
