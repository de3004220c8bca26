package dev.sightline.indexer.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sightline.indexer.Indexer;
import dev.sightline.indexer.PhotoFolder;
import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.report.IndexReport;
import dev.sightline.indexer.run.RecentRemovals;
import dev.sightline.library.LibraryRoot;
import dev.sightline.library.lucene.FolderLocation;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.lucene.LibraryWriter;
import dev.sightline.library.maintenance.LibraryRoots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Disks that are mounted below a root and missing in a later run.
@EnabledOnOs({OS.LINUX, OS.MAC})
class MissingDiskTest {
  private static final int PHOTOS = 8;

  @TempDir private Path temporary;
  private final FakeMounts mounts = new FakeMounts();
  private PhotoFolder folder;
  private Path nas;

  @BeforeEach
  void makeAFolderWithADiskInIt() throws IOException {
    folder = new PhotoFolder(temporary);
    nas = folder.photos().resolve("nas");
    writePhotosOfTheDisk();
    for (int i = 0; i < 30; i++) {
      folder.write("here/%d.png".formatted(i), PhotoFolder.image(100 + i));
    }
    mounts.mount(nas);
  }

  private void writePhotosOfTheDisk() throws IOException {
    for (int i = 0; i < PHOTOS; i++) {
      folder.write("nas/album/%d.png".formatted(i), PhotoFolder.image(i));
    }
  }

  private Indexer indexer() {
    return PhotoFolder.indexer(PhotoFolder.settings()).withMounts(() -> mounts);
  }

  private IndexReport index() {
    return indexer()
        .run(
            folder.library(),
            List.of(new LibraryRoot(folder.photos(), List.of())),
            new IndexProgress());
  }

  private long photosOfTheDisk() {
    return folder.indexed().keySet().stream().filter(it -> it.startsWith(nas)).count();
  }

  private void empty(Path top) throws IOException {
    try (var files = Files.walk(top)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!file.equals(top)) {
          Files.delete(file);
        }
      }
    }
  }

  /// What an unmounted disk leaves: an empty folder.
  private void unmount() throws IOException {
    empty(nas);
    mounts.unmount(nas);
  }

  private void assertThatPhotosStay(IndexReport report) {
    assertThat(report.removed()).isZero();
    assertThat(report.missingFolders()).containsExactly(nas);
    assertThat(report.kept()).isEmpty();
    assertThat(photosOfTheDisk()).isEqualTo(PHOTOS);
  }

  @Test
  void photos_of_an_unmounted_disk_stay_in_every_run_and_are_unchanged_when_it_is_back()
      throws IOException {
    index();
    unmount();

    assertThatPhotosStay(index());
    assertThatPhotosStay(index());

    writePhotosOfTheDisk();
    mounts.mount(nas);
    IndexReport back = index();
    assertThat(back.missingFolders()).isEmpty();
    assertThat(back.embedded()).isZero();
    assertThat(back.unchanged()).isEqualTo(PHOTOS + 30);
  }

  @Test
  void photos_stay_when_the_mount_point_itself_vanishes_as_under_an_automounter()
      throws IOException {
    index();
    unmount();
    Files.delete(nas);

    assertThatPhotosStay(index());
    assertThatPhotosStay(index());
  }

  @Test
  void photos_stay_when_another_program_writes_into_the_bare_folder() throws IOException {
    index();
    unmount();
    folder.write("nas/stray.png", PhotoFolder.image(77));

    IndexReport report = index();

    assertThat(report.added()).isEqualTo(1);
    assertThat(report.removed()).isZero();
    assertThat(photosOfTheDisk()).isEqualTo(PHOTOS + 1);
  }

  @Test
  void what_is_deleted_on_a_mounted_disk_goes_at_once() throws IOException {
    index();
    Files.delete(nas.resolve("album/0.png"));

    IndexReport report = index();

    assertThat(report.removed()).isEqualTo(1);
    assertThat(report.missingFolders()).isEmpty();
  }

  @Test
  void photos_that_were_copied_to_the_root_s_own_disk_are_ordinary_photos_from_then_on()
      throws IOException {
    index();
    mounts.unmount(nas);
    index();
    Files.delete(nas.resolve("album/0.png"));

    assertThat(index().removed()).isEqualTo(1);
  }

  @Test
  void a_run_over_a_part_and_a_dry_run_tell_the_same() throws IOException {
    index();
    unmount();

    IndexReport dry = indexer().dryRun(folder.library(), List.of(), new IndexProgress());
    assertThat(dry.removed()).isZero();
    assertThat(dry.missingFolders()).containsExactly(nas);
    try (var place = new FolderLocation(folder.library())) {
      IndexReport part =
          indexer()
              .runPart(
                  place,
                  RunScope.of(Set.of(nas), Set.of()),
                  new IndexProgress(),
                  RecentRemovals.none())
              .report();
      assertThatPhotosStay(part);
    }
  }

  @Test
  void a_root_that_is_a_mount_point_on_the_same_device_keeps_its_photos() throws IOException {
    mounts.mount(folder.photos());
    index();
    empty(folder.photos());
    mounts.unmount(folder.photos());

    IndexReport report = index();

    assertThat(report.removed()).isZero();
    assertThat(report.missingRoots()).containsExactly(folder.photos());
  }

  @Test
  void photos_behind_a_link_that_leads_to_nothing_stay() throws IOException {
    Path disk = Files.createDirectories(temporary.resolve("disk/photos")).toRealPath();
    Files.write(disk.resolve("a.png"), PhotoFolder.image(50));
    Path link = Files.createSymbolicLink(folder.photos().resolve("link"), disk);
    index();
    Files.move(disk, temporary.resolve("away"));

    IndexReport report = index();

    assertThat(report.removed()).isZero();
    assertThat(report.missingFolders()).containsExactly(link);
    Files.delete(link);
    assertThat(index().removed()).isEqualTo(1);
  }

  @Test
  void an_older_library_without_notes_goes_by_the_devices_of_its_files() throws IOException {
    index();
    forgetNotes("beef");
    unmount();
    Files.delete(nas);

    assertThatPhotosStay(index());
    assertThatPhotosStay(index());
  }

  @Test
  void photos_that_are_gone_leave_though_their_disk_has_another_number_now() throws IOException {
    index();
    forgetNotes("beef");
    Files.delete(nas.resolve("album/0.png")); // the others are seen under another number

    IndexReport report = index();

    assertThat(report.removed()).isEqualTo(1);
    assertThat(report.missingFolders()).isEmpty();
  }

  /// Makes the library one of a version that noted no mount points, and puts the disk's photos on
  /// a device.
  private void forgetNotes(String device) {
    try (var writer = LibraryWriter.openExisting(folder.library());
        var reader = LibraryReader.open(folder.library())) {
      reader.forEach(
          stored -> {
            var files = stored.image().files();
            if (files.getFirst().path().startsWith(nas)) {
              var file = files.getFirst();
              writer.put(
                  stored.withFiles(
                      List.of(
                          new dev.sightline.library.image.IndexedFile(
                              file.path(),
                              file.bytes(),
                              file.modifiedMillis(),
                              "(dev=%s,ino=%d)".formatted(device, file.bytes())))));
            }
          });
      writer.setState(writer.state().withHistories(List.of()));
      writer.commit();
    }
  }

  @Test
  void a_disk_that_will_not_come_back_can_be_forgotten() throws IOException {
    index();
    unmount();
    Files.delete(nas);
    index();

    var outcome = LibraryRoots.forget(folder.library(), nas);

    assertThat(outcome).isPresent();
    assertThat(photosOfTheDisk()).isZero();
    IndexReport after = index();
    assertThat(after.missingFolders()).isEmpty();
    assertThat(after.unchanged()).isEqualTo(30);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void a_real_disk_in_memory_is_missed_when_it_is_unmounted() throws Exception {
    empty(nas);
    assumeTrue(runs("mount", "-t", "tmpfs", "tmpfs", nas.toString()), "may not mount");
    try {
      writePhotosOfTheDisk();
      folder.index();
    } finally {
      assertThat(runs("umount", nas.toString())).isTrue();
    }

    assertThatPhotosStay(folder.index());
    assertThatPhotosStay(folder.index());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void a_real_bind_mount_of_the_same_device_is_missed_when_it_is_unmounted() throws Exception {
    Path other = Files.createDirectories(temporary.resolve("other"));
    empty(nas);
    assumeTrue(runs("mount", "--bind", other.toString(), nas.toString()), "may not mount");
    try {
      writePhotosOfTheDisk();
      folder.index();
    } finally {
      assertThat(runs("umount", nas.toString())).isTrue();
    }

    assertThatPhotosStay(folder.index());
  }

  private static boolean runs(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void mounts_are_read_from_the_system_s_list_without_waiting_automounters() throws IOException {
    Path list = temporary.resolve("mountinfo");
    Files.writeString(
        list,
        """
        22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
        40 22 0:41 / /p/my\\040nas rw - cifs //nas/photos rw
        41 22 8:1 /else /p/bind rw shared:1 - ext4 /dev/sda1 rw
        42 22 0:50 / /p/auto rw - autofs systemd-1 rw
        43 42 0:51 / /p/auto rw - nfs4 nas:/a rw
        44 22 0:52 / /p/waiting rw - autofs systemd-1 rw
        a broken line
        """);

    var read = SystemMounts.of(list);

    assertThat(read.below(Path.of("/p")))
        .containsExactlyInAnyOrder(Path.of("/p/my nas"), Path.of("/p/bind"), Path.of("/p/auto"));
    assertThat(read.isMountPoint(Path.of("/"))).isTrue();
    assertThat(read.isMountPoint(Path.of("/p/waiting"))).isFalse();
  }
}
